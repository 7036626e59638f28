/// A view into a storage, as the pickle describes it; only its signs have been checked.
struct TorchTensor: Equatable {
  /// What it looks into.
  let storage: TorchStorage
  /// The first number.
  let offset: Int
  /// The size of each dimension.
  let shape: [Int]
  /// The distance of neighbours along each dimension, in numbers.
  let strides: [Int]

  /// Whether the numbers follow each other row by row. A dimension of size 1 has no neighbours: its stride is arbitrary.
  var isContiguous: Bool {
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() where size != 1 {
      guard stride == expected else { return false }
      expected = expected.multipliedReportingOverflow(by: size).partialValue
    }
    return true
  }

  /// Whether some numbers are seen at more than one place. Such a view is no weight, and could make a terabyte of one byte.
  var isExpanded: Bool {
    guard let count = TensorLayout.count(of: shape) else { return true }
    return count > storage.count
  }

  /// The layout in the file, given where the storage lies, or nil where the view does not lie in its storage.
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
