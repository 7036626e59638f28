/// A square matrix under one common power of two, so that products of many matrices neither overflow nor lose ratios.
///
/// The raw value at (i, j) is `values[i * size + j] * 2^exponent`. The largest absolute value lies in [0.5, 1), or all values are 0 and the exponent
/// is 0.
public struct ScaledMatrix: Sendable, Equatable {
  /// Rows and columns.
  public var size: Int
  /// Row-major. `[size, size]`
  public var values: [Float]
  /// The exponent of the power of two that every value is multiplied by.
  public var exponent: Int

  /// Creates a matrix from values that are scaled already.
  /// - Precondition: there are `size * size` values.
  public init(size: Int, values: [Float], exponent: Int) {
    precondition(values.count == size * size, "\(values.count) values for a matrix of size \(size)")
    self.size = size
    self.values = values
    self.exponent = exponent
  }
}
