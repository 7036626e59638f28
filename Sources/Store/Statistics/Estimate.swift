/// A number estimated from a sample, with its 95 % confidence interval.
public struct Estimate: Sendable, Equatable {
  /// The number.
  public let value: Double
  /// Its 95 % confidence interval.
  public let interval: ConfidenceInterval

  /// A score whose denominator is 0, such as the precision of a class that was never predicted: 0, with the interval [0, 1].
  /// [0, 1].
  static let undefinedScore = Estimate(value: 0, interval: ConfidenceInterval(lower: 0, upper: 1))

  /// Creates an estimate.
  public init(value: Double, interval: ConfidenceInterval) {
    self.value = value
    self.interval = interval
  }

  /// The share `count / total` with its Wilson interval; nil where `total` is 0.
  /// - Precondition: `0 <= count <= total`.
  public init?(count: Int, of total: Int) {
    guard let interval = WilsonInterval.of(count, among: total) else { return nil }
    self.init(value: Double(count) / Double(total), interval: interval)
  }
}
