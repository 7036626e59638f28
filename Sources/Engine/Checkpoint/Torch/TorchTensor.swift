/// A view of a storage as the pickle describes it. Its numbers are checked to be non-negative, and for nothing else.
struct TorchTensor: Equatable {
  /// The storage that it is a view of.
  let storage: TorchStorage
  /// Index of its first element in the storage.
  let offset: Int
  /// The size of each dimension.
  let shape: [Int]
  /// Distance of neighbours along each dimension, in elements.
  let strides: [Int]

  /// Whether the elements are stored row by row. The stride of a dimension of size 1 is arbitrary, because it has no neighbours.
  var isContiguous: Bool {
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() where size != 1 {
      guard stride == expected else { return false }
      expected = expected.multipliedReportingOverflow(by: size).partialValue
    }
    return true
  }

  /// Whether an element appears at more than one index. Such a view is no weight, and could make a terabyte of one byte.
  var isExpanded: Bool {
    guard let count = TensorLayout.count(of: shape) else { return true }
    return count > storage.count
  }

  /// The layout in the file, for a storage at `place`; nil where the view does not lie in its storage.
  func layout(storedIn place: Range<Int>) -> TensorLayout? {
    guard let count = TensorLayout.count(of: shape), !isExpanded, strides.count == shape.count,
      storage.count <= place.count / storage.element.byteCount
    else { return nil }
    if count > 0 {
      var last = offset
      for (size, stride) in zip(shape, strides) {
        let (distance, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
        let (sum, carry) = last.addingReportingOverflow(distance)
        guard !overflow, !carry, distance >= 0 else { return nil }
        last = sum
      }
      guard last < storage.count else { return nil }
    }
    let start = count > 0 ? place.lowerBound + offset * storage.element.byteCount : place.lowerBound
    return TensorLayout(element: storage.element, shape: shape, strides: isContiguous ? nil : strides, offset: start)
  }
}
