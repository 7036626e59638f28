import Testing

@testable import Support

struct ExactIntervalTests {
  /// scipy.stats.binomtest(k, n).proportion_ci(1 - error, method="exact")
  private static let references: [(count: Int, total: Int, error: Double, lower: Double, upper: Double)] = [
    (0, 2, 0.05, 0, 0.841886116991607), (2, 2, 0.05, 0.15811388300839305, 1),
    (1, 10, 0.05, 0.0025285785444625728, 0.44501611702819543), (20, 20, 0.05, 0.8315665290169145, 1),
    (970, 1000, 0.05, 0.9574485975299709, 0.9796695143168853), (3, 7, 0.01, 0.055299349980557536, 0.8822962483310521),
    (499_999, 1_000_000, 0.05, 0.49901851919820994, 0.5009794808075826), (1, 300, 0.005, 8.343732580812617e-06, 0.027046577451388013),
  ]

  @Test func itIsThatOfScipy() {
    for (count, total, error, lower, upper) in Self.references {
      let interval = ExactInterval.of(count, among: total, error: error)
      #expect(abs(interval.lower - lower) < 1e-9 && abs(interval.upper - upper) < 1e-9, "\(count) of \(total): \(interval)")
    }
    #expect(ExactInterval.of(0, among: 7).lower == 0 && ExactInterval.of(7, among: 7).upper == 1)
  }
}
