import Store
import Support
import TestSupport
import Testing

/// A score without a denominator counts as 0 in the mean of the classes, as in scikit-learn's macro average with zero_division=0.
struct UndefinedScoreTests {
  private static func summary(_ label: String, _ predicted: String, _ examples: Int) -> LabelSummary {
    LabelSummary(label: label, predicted: predicted, examples: examples, meanConfidence: 0.9)
  }

  @Test func aClassThatIsNeverPredictedHasAPrecisionOfZeroInTheMean() throws {
    let agreement = LabelAgreement(
      [Self.summary("negative", "negative", 2), Self.summary("positive", "negative", 2)], classes: ["negative", "positive", "neutral"])
    func mean(_ measure: ClassScores.Measure) throws -> Estimate { try #require(agreement.macroMean(of: measure)) }
    // precision_recall_fscore_support([0, 0, 1, 1], [0, 0, 0, 0], average="macro"): 0.25, 0.5, 0.333; "neutral" is neither gold nor predicted.
    #expect(try abs(mean(.precision).value - 0.25) < 1e-12)
    #expect(try abs(mean(.recall).value - 0.5) < 1e-12)
    #expect(try abs(mean(.f1).value - 1.0 / 3) < 1e-12)
    #expect(agreement.classes.count == 2 && agreement.classes[1][.precision] == nil)
    // The precision of "positive" may have any value, so the mean may be up to 0.5 higher.
    #expect(try mean(.precision).interval.upper >= 0.75 && mean(.precision).interval.lower >= 0)
  }

  @Test func ofSetsEachClassOfTheModelCounts() throws {
    var agreement = LabelSetAgreement(classes: ["a", "b", "c", "d"])
    for (gold, predicted) in [(["a", "b"], ["a"]), (["a"], ["a", "c"]), ([], []), (["b"], [])] {
      agreement.add(gold: gold, predicted: predicted)
    }
    // Computed by hand, as sklearn with zero_division=0 does for indicator matrices: precision 1, 0, 0, 0; recall 1, 0, 0, 0; F1 likewise.
    for measure in ClassScores.Measure.allCases {
      let mean = try #require(agreement.macroMean(of: measure))
      #expect(abs(mean.value - 0.25) < 1e-12 && mean.interval.lower <= 0.25 && mean.interval.upper > 0.4 && mean.interval.upper <= 1)
    }
    #expect(agreement.classes[3][.f1] == nil && agreement.classes[1][.precision] == nil)
  }

  /// A class is rarely predicted, so that many samples give it no precision: the interval holds the true mean nevertheless.
  @Test(arguments: [20, 40, 100]) func theIntervalCovers(examples: Int) throws {
    var random = RandomNumbers(seed: 31)
    let samples = 500
    // Three in four texts are "a". "b" is found once in 20 times, and "a" is predicted as "b" once in 100 times.
    let (a, b) = (0.75 * 0.99 / (0.75 * 0.99 + 0.25 * 0.95), 0.25 * 0.05 / (0.25 * 0.05 + 0.75 * 0.01))
    var covered = 0
    for _ in 0..<samples {
      var counts = [0, 0, 0, 0]
      for _ in 0..<examples {
        let isB = Double.random(in: 0..<1, using: &random) < 0.25
        let isFound = Double.random(in: 0..<1, using: &random) < (isB ? 0.05 : 0.01)
        counts[(isB ? 2 : 0) + (isFound ? 1 : 0)] += 1
      }
      let names = ["a", "b"]
      let agreement = LabelAgreement(
        counts.enumerated().map { Self.summary(names[$0.offset / 2], names[$0.offset % 2], $0.element) }.filter { $0.examples > 0 },
        classes: names)
      let interval = try #require(agreement.macroMean(of: .precision)).interval
      // The mean over the classes of the sample; hardly any sample lacks "b".
      if interval.lower <= (a + b) / 2, (a + b) / 2 <= interval.upper { covered += 1 }
    }
    #expect(Double(covered) / Double(samples) >= 0.93, "\(covered)")
  }
}
