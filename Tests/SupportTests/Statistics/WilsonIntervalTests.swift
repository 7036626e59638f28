import Support
import Testing

struct WilsonIntervalTests {
  /// scipy.stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
  private static let references: [(count: Int, total: Int, lower: Double, upper: Double)] = [
    (0, 1, 0.0, 0.7934506856227626), (1, 1, 0.20654931437723745, 1.0),
    (0, 10, 0.0, 0.27753279986288926), (10, 10, 0.7224672001371109, 1.0),
    (1, 10, 0.017876213095072896, 0.4041500267952385), (5, 10, 0.236593090512564, 0.7634069094874361),
    (8, 9, 0.5650002944233439, 0.9801091123614551), (458, 600, 0.727715735944399, 0.7956004348550519),
    (49_999, 100_000, 0.49689108474444055, 0.5030889160238217), (1, 1_000_000, 1.765245767453709e-07, 5.664911804311442e-06),
  ]

  @Test func itIsThatOfScipy() throws {
    for (count, total, lower, upper) in Self.references {
      let interval = try #require(WilsonInterval.of(count, among: total))
      #expect(abs(interval.lower - lower) < 1e-12 && abs(interval.upper - upper) < 1e-12, "\(count) of \(total): \(interval)")
    }
  }

  @Test func itEndsAtZeroForNoneAndAtOneForAll() {
    #expect(WilsonInterval.of(0, among: 7)?.lower == 0)
    #expect(WilsonInterval.of(7, among: 7)?.upper == 1)
  }

  @Test func nothingFollowsFromNoTrials() {
    #expect(WilsonInterval.of(0, among: 0) == nil)
  }
}
