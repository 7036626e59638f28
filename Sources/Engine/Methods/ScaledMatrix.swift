/// A square matrix of non-negative numbers under one common power of two, so that products over many layers neither overflow nor lose ratios.
///
/// The raw value at (i, j) is `values[i * size + j] * 2^exponent`. The largest value lies in [0.5, 1), or all are 0 and the exponent is 0.
public struct ScaledMatrix: Sendable, Equatable {
  /// Rows and columns, `T`.
  public let size: Int
  /// Row-major. `[T, T]`
  public let values: [Float]
  /// The power of two that the values are to be multiplied with.
  public let exponent: Int

  /// Creates a matrix from values that are scaled already.
  public init(size: Int, values: [Float], exponent: Int) {
    precondition(values.count == size * size, "\(values.count) values for a matrix of size \(size)")
    self.size = size
    self.values = values
    self.exponent = exponent
  }
}
