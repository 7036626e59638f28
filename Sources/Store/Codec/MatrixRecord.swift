/// A square matrix under one common power of two: the raw value at (i, j) is `values[i * size + j] * 2^exponent`.
public struct MatrixRecord: Sendable, Equatable {
  /// Rows and columns, `T`.
  public var size: Int
  /// Row-major; the largest absolute value lies in [0.5, 1), or all are 0. `[T, T]`
  public var values: [Float]
  /// The power of two by which the values are multiplied.
  public var exponent: Int

  /// Creates a matrix from values that are scaled already.
  /// - Precondition: There are `size * size` values.
  public init(size: Int, values: [Float], exponent: Int) {
    precondition(values.count == size * size, "\(values.count) values for a matrix of size \(size)")
    self.size = size
    self.values = values
    self.exponent = exponent
  }
}
