/// The place and format of a tensor's numbers in a file. A layout from a reader lies inside its file.
struct TensorLayout: Sendable, Equatable {
  /// The number format.
  let element: TensorElement
  /// The size of each dimension; empty for a single number.
  let shape: [Int]
  /// Distance of neighbours along each dimension, in numbers; nil where the numbers are stored row by row.
  let strides: [Int]?
  /// Position of the first number in the file, in bytes.
  let offset: Int

  /// Upper bound of a tensor's dimensions in a file; a model's tensors have two. A shape takes memory, and appears in errors.
  static let mostDimensions = 8

  /// The product of the shape; nil where it does not fit an `Int` or a size is negative.
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
