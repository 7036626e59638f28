/// Where a tensor's numbers lie in a file. A layout that a reader has returned lies inside its file.
struct TensorLayout: Sendable, Equatable {
  /// The number format.
  let element: TensorElement
  /// The size of each dimension; empty for a single number.
  let shape: [Int]
  /// The distance of neighbours along each dimension, in numbers; nil where they follow each other row by row.
  let strides: [Int]?
  /// The first number's place in the file, in bytes.
  let offset: Int

  /// The most dimensions that a file may give a tensor; a model's have two. A shape costs memory, and goes into errors.
  static let mostDimensions = 8

  /// The product of the shape, or nil where it does not fit an `Int` or a size is negative.
  static func count(of shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      guard size >= 0 else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}
