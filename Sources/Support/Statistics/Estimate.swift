/// A number estimated from a sample, with its 95 % confidence interval.
public struct Estimate: Sendable, Equatable {
  /// The number.
  public let value: Double
  /// Its 95 % confidence interval.
  public let interval: ConfidenceInterval

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
