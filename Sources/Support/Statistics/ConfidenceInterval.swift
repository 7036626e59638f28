/// A 95 % confidence interval.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The 0.975 quantile of the standard normal distribution: half the width of a normal 95 % interval in standard errors.
  public static let normalQuantile = 1.959963984540054

  /// The lower end, included.
  public let lower: Double
  /// The upper end, included.
  public let upper: Double

  /// Creates an interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}
