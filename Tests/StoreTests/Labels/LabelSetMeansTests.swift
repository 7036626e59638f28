import Foundation
import Store
import Support
import TestSupport
import Testing

/// Means over the classes, and over all decisions, for a model that gives each text several labels.
struct LabelSetMeansTests {
  /// Eight texts, made up for this test. Class a: true positive in texts 1, 2, 3, 7; false positive in 4; false negative in 6, 8.
  /// b: true positive in 1, 2; false positive in 5, 6; false negative in 3. c: true positive in 4; false negative in 1.
  private static let agreement = {
    var agreement = LabelSetAgreement(classes: ["a", "b", "c"])
    for (gold, predicted) in [
      (["a", "b", "c"], ["a", "b"]), (["a", "b"], ["a", "b"]), (["a", "b"], ["a"]), (["c"], ["a", "c"]), ([], ["b"]), (["a"], ["b"]),
      (["a"], ["a"]), (["a"], []),
    ] { agreement.add(gold: gold, predicted: predicted) }
    return agreement
  }()

  @Test func meansAreTheUsualOnes() throws {
    let agreement = Self.agreement
    func macro(_ measure: ClassScores.Measure) throws -> Double { try #require(agreement.macroMean(of: measure)).value }
    func micro(_ measure: ClassScores.Measure) throws -> Double { try #require(agreement.microMean(of: measure)).value }
    // The "macro" and "micro" averages of sklearn's precision_recall_fscore_support.
    #expect(abs(try macro(.precision) - (4.0 / 5 + 2.0 / 4 + 1) / 3) < 1e-15)
    #expect(abs(try macro(.recall) - (4.0 / 6 + 2.0 / 3 + 1.0 / 2) / 3) < 1e-15)
    #expect(abs(try macro(.f1) - (8.0 / 11 + 4.0 / 7 + 2.0 / 3) / 3) < 1e-15)
    #expect(abs(try micro(.precision) - 7.0 / 10) < 1e-15)
    #expect(abs(try micro(.recall) - 7.0 / 11) < 1e-15)
    #expect(abs(try micro(.f1) - 14.0 / 21) < 1e-15)
  }

  /// Precision by hand: the decisions of each text, and the right ones among them, are (2, 2), (2, 2), (1, 1), (2, 1), (1, 0), (1, 0), (1,
  /// 1) and none.
  /// With p = 0.7, the squares of right - 2 p and so on add up to 0.36 + 0.36 + 0.09 + 0.16 + 0.49 + 0.49 + 0.09 = 2.04, times 8 / 7, divided by
  /// p (1 - p) 10 = 2.1: decisions of a text go together 1.1102 times as much as independent ones.
  @Test func theIntervalOfAllDecisionsIsThatOfFewerIndependentOnes() throws {
    let estimate = try #require(Self.agreement.microMean(of: .precision))
    let (p, n, z) = (0.7, 10 / (2.04 * 8 / 7 / 2.1), 1.959963984540054)
    let margin = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    #expect(abs(estimate.interval.lower - (p + z * z / (2 * n) - margin) / (1 + z * z / n)) < 1e-12)
    #expect(abs(estimate.interval.upper - (p + z * z / (2 * n) + margin) / (1 + z * z / n)) < 1e-12)
  }

  @Test func whereAllDecisionsAreRightTheyCountOnceForEachText() throws {
    var agreement = LabelSetAgreement(classes: ["a", "b", "c", "d"])
    for _ in 0..<20 { agreement.add(gold: ["a", "b", "c", "d"], predicted: ["a", "b", "c", "d"]) }
    // 80 right decisions in 20 texts say what 20 say.
    let estimate = try #require(agreement.microMean(of: .recall))
    #expect(estimate.value == 1 && estimate.interval.upper == 1)
    let trusted = try #require(Estimate(count: 20, of: 20))
    #expect(abs(estimate.interval.lower - trusted.interval.lower) < 1e-12)
    #expect(LabelSetAgreement(classes: ["a"]).microMean(of: .f1) == nil && LabelSetAgreement(classes: ["a"]).macroMean(of: .f1) == nil)
  }

  /// Where each text has one label and one prediction, the means are those of a model that gives one label.
  @Test func setsOfOneLabelAreJudgedAsLabels() throws {
    let pairs = [("a", "a", 50), ("a", "b", 10), ("b", "a", 5), ("b", "b", 30), ("c", "a", 2), ("c", "c", 9)]
    var sets = LabelSetAgreement(classes: ["a", "b", "c"])
    for (gold, predicted, count) in pairs { for _ in 0..<count { sets.add(gold: [gold], predicted: [predicted]) } }
    let labels = LabelAgreement(
      pairs.map { LabelSummary(label: $0.0, predicted: $0.1, examples: $0.2, meanConfidence: nil) }, classes: ["a", "b", "c"])
    for measure in ClassScores.Measure.allCases {
      let (one, other) = (try #require(sets.macroMean(of: measure)), try #require(labels.macroMean(of: measure)))
      #expect(abs(one.value - other.value) < 1e-12 && abs(one.interval.lower - other.interval.lower) < 1e-12)
      #expect(abs(one.interval.upper - other.interval.upper) < 1e-12)
    }
    let (micro, accuracy) = (try #require(sets.microMean(of: .recall)), try #require(labels.accuracy))
    #expect(micro.value == accuracy.value && abs(micro.interval.lower - accuracy.interval.lower) < 1e-3)
  }

  /// Samples of a model that is good for some texts and bad for others, so that the decisions of a text go together: the intervals cover the true means.
  @Test(arguments: [(3, 100), (6, 300), (12, 150), (2, 60)])
  func theIntervalsOfTheMeansCover(classes: Int, examples: Int) throws {
    let names = (0..<classes).map { "c\($0)" }
    // Class c is in a share of the texts between 0.15 and 0.5; half of the texts are easy.
    let shares = (0..<classes).map { 0.15 + 0.35 * Double($0) / Double(max(classes - 1, 1)) }
    let (found, invented) = ([0.95, 0.5], [0.02, 0.25])
    var random = RandomNumbers(seed: 17)
    let samples = 400
    var covered = [String: Int]()
    for _ in 0..<samples {
      var agreement = LabelSetAgreement(classes: names)
      for _ in 0..<examples {
        let kind = Bool.random(using: &random) ? 0 : 1
        var (gold, predicted) = ([String](), [String]())
        for (name, share) in zip(names, shares) {
          let isGold = Double.random(in: 0..<1, using: &random) < share
          if isGold { gold.append(name) }
          if Double.random(in: 0..<1, using: &random) < (isGold ? found : invented)[kind] { predicted.append(name) }
        }
        agreement.add(gold: gold, predicted: predicted)
      }
      for measure in ClassScores.Measure.allCases {
        for (kind, estimate) in [("macro", agreement.macroMean(of: measure)), ("micro", agreement.microMean(of: measure))] {
          let truth = Self.truth(measure, isMacro: kind == "macro", shares, found: 0.725, invented: 0.135)
          let interval = try #require(estimate).interval
          covered["\(kind) \(measure)", default: 0] += interval.lower <= truth && truth <= interval.upper ? 1 : 0
        }
      }
    }
    for (mean, count) in covered {
      #expect((0.925...0.995).contains(Double(count) / Double(samples)), "\(mean): \(count)")
    }
  }

  private static func truth(
    _ measure: ClassScores.Measure, isMacro: Bool, _ shares: [Double], found: Double, invented: Double
  ) -> Double {
    let (right, gold) = (shares.map { $0 * found }, shares)
    let predicted = shares.map { $0 * found + (1 - $0) * invented }
    func ratio(_ right: Double, _ gold: Double, _ predicted: Double) -> Double {
      switch measure {
      case .precision: right / predicted
      case .recall: right / gold
      case .f1: 2 * right / (gold + predicted)
      }
    }
    guard isMacro else { return ratio(right.reduce(0, +), gold.reduce(0, +), predicted.reduce(0, +)) }
    return shares.indices.reduce(0) { $0 + ratio(right[$1], gold[$1], predicted[$1]) } / Double(shares.count)
  }

  @Test func theSigmoidsOfEachClassAreCalibratedByThemselves() throws {
    var agreement = LabelSetAgreement(classes: ["a", "b"])
    agreement.add(gold: ["a"], predicted: ["a"], sigmoids: [0.95, 0.05])
    agreement.add(gold: [], predicted: ["a"], sigmoids: [0.95, 0.15])
    agreement.add(gold: ["a", "b"], predicted: [], sigmoids: [0.25, 0.15])
    agreement.add(gold: nil, predicted: ["a"], sigmoids: [0.95, 0.95])
    let classes = agreement.calibration
    #expect(classes.map(\.name) == ["a", "b"] && classes.map(\.calibration.count) == [3, 3])
    // a: |0.5 - 0.95| 2 / 3 + |1 - 0.25| / 3; b: |0 - 0.05| / 3 + |0.5 - 0.15| 2 / 3
    #expect(abs((classes[0].calibration.error?.value ?? 0) - (0.45 * 2 + 0.75) / 3) < 1e-9)
    #expect(abs((classes[1].calibration.error?.value ?? 0) - (0.05 + 0.35 * 2) / 3) < 1e-9)
  }

  @Test func anEmptySetIsAKnownOne() throws {
    var agreement = LabelSetAgreement(classes: ["a", "b"])
    for predicted in [[], [], ["a"]] { agreement.add(gold: [], predicted: predicted) }
    #expect(agreement.isComparable && agreement.judged == 3 && agreement.exact == 2 && agreement.exactShare?.value == 2.0 / 3)
    #expect(agreement.classes.map(\.falsePositives) == [1, 0] && agreement.classes.map(\.trueNegatives) == [2, 3])
    #expect(agreement.classes[0][.precision]?.value == 0 && agreement.classes[0][.recall] == nil)
    var foreign = LabelSetAgreement(classes: ["a"])
    foreign.add(gold: ["x"], predicted: ["a"])
    #expect(!foreign.isComparable && foreign.exactShare == nil && foreign.calibration.isEmpty)
  }
}
