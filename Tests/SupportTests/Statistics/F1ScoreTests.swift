import Support
import TestSupport
import Testing

struct F1ScoreTests {
  @Test func itIsTheHarmonicMeanOfPrecisionAndRecall() throws {
    // sklearn.metrics.f1_score of 6 true positives, 2 false positives, 3 false negatives: 12 / 17.
    let estimate = try #require(F1Score.estimate(truePositives: 6, falsePositives: 2, falseNegatives: 3))
    #expect(abs(estimate.value - 12.0 / 17) < 1e-15)
    // scipy.stats.binomtest(6, 11).proportion_ci(method="wilson") = (0.28007..., 0.78732...), as 2 J / (1 + J).
    let jaccard = try #require(WilsonInterval.of(6, among: 11))
    #expect(abs(estimate.interval.lower - 2 * jaccard.lower / (1 + jaccard.lower)) < 1e-15)
    #expect(abs(estimate.interval.upper - 2 * jaccard.upper / (1 + jaccard.upper)) < 1e-15)
  }

  @Test func itIsCertainOfNothing() {
    #expect(F1Score.estimate(truePositives: 0, falsePositives: 0, falseNegatives: 0) == nil)
    let perfect = F1Score.estimate(truePositives: 5, falsePositives: 0, falseNegatives: 0)
    #expect(perfect?.value == 1 && perfect?.interval.upper == 1 && (perfect?.interval.lower ?? 1) < 0.9)
    let none = F1Score.estimate(truePositives: 0, falsePositives: 1, falseNegatives: 1)
    #expect(none?.value == 0 && none?.interval.lower == 0 && (none?.interval.upper ?? 0) > 0.5)
  }

  /// Samples from a known confusion matrix: the interval holds the true score as often as stated.
  @Test(arguments: [(50, 0.4, 0.75), (200, 0.5, 0.9), (200, 0.1, 0.8), (1000, 0.3, 0.6)])
  func theIntervalCovers(examples: Int, share: Double, right: Double) {
    // A class has the share `share` of the examples. The share `right` of its examples is found, and the same share of the others is not
    // predicted as it.
    let truth = 2 * share * right / (share + share * right + (1 - share) * (1 - right))
    var random = RandomNumbers(seed: 7)
    var (covered, samples) = (0, 2000)
    for _ in 0..<samples {
      var (both, wrong, missed) = (0, 0, 0)
      for _ in 0..<examples {
        let (isGold, isRight) = (Double.random(in: 0..<1, using: &random) < share, Double.random(in: 0..<1, using: &random) < right)
        both += isGold && isRight ? 1 : 0
        missed += isGold && !isRight ? 1 : 0
        wrong += !isGold && !isRight ? 1 : 0
      }
      guard let estimate = F1Score.estimate(truePositives: both, falsePositives: wrong, falseNegatives: missed) else {
        samples -= 1
        continue
      }
      if (estimate.interval.lower...estimate.interval.upper).contains(truth) { covered += 1 }
    }
    let coverage = Double(covered) / Double(samples)
    #expect((0.93...0.98).contains(coverage), "\(coverage)")
  }
}
