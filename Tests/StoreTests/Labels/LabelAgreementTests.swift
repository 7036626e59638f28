import Store
import Support
import TestSupport
import Testing

struct LabelAgreementTests {
  private static func summary(_ label: String?, _ predicted: String?, _ examples: Int) -> LabelSummary {
    LabelSummary(label: label, predicted: predicted, examples: examples, meanConfidence: predicted == nil ? nil : 0.9)
  }

  /// Three classes, of which "c" is never predicted, and examples without a gold label.
  private static let agreement = LabelAgreement(
    [
      summary("a", "a", 50), summary("a", "b", 10), summary("b", "a", 5), summary("b", "b", 30), summary("c", "a", 2), summary("c", "b", 3),
      summary(nil, "a", 7),
    ], classes: ["b", "a", "c", "d"])

  @Test func scoresAreTheUsualOnes() throws {
    // Computed by hand. A class that is never predicted has no precision, which counts as 0 in the mean, and an F1 of 0.
    let agreement = Self.agreement
    #expect(agreement.judged == 100 && agreement.right == 80 && agreement.accuracy?.value == 0.8)
    #expect(agreement.classes.map(\.name) == ["b", "a", "c"])
    let (b, a, c) = (agreement.classes[0], agreement.classes[1], agreement.classes[2])
    #expect(abs((a[.precision]?.value ?? 0) - 50.0 / 57) < 1e-15 && abs((a[.recall]?.value ?? 0) - 50.0 / 60) < 1e-15)
    #expect(abs((a[.f1]?.value ?? 0) - 100.0 / 117) < 1e-15)
    #expect(b.truePositives == 30 && b.falsePositives == 13 && b.falseNegatives == 5 && b.trueNegatives == 52)
    #expect(c[.precision] == nil && c[.recall]?.value == 0 && c[.f1]?.value == 0)
    #expect(abs((agreement.macroMean(of: .f1)?.value ?? 0) - (100.0 / 117 + 60.0 / 78 + 0) / 3) < 1e-15)
    #expect(abs((agreement.macroMean(of: .precision)?.value ?? 0) - (50.0 / 57 + 30.0 / 43 + 0) / 3) < 1e-15)
  }

  @Test func aGoldLabelThatIsNoClassIsNeitherRightNorWrong() {
    let agreement = LabelAgreement(
      [Self.summary("a", "a", 3), Self.summary("b", "a", 1), Self.summary("neutral", "a", 2), Self.summary("mixed", "b", 5)],
      classes: ["a", "b"])
    #expect(agreement.judged == 4 && agreement.foreign == 7 && agreement.foreignLabels == ["mixed", "neutral"])
    #expect(agreement.accuracy?.value == 0.75 && agreement.classes.map(\.name) == ["a", "b"])
    #expect(agreement.classes[0][.precision]?.value == 0.75 && agreement.classes[1].predicted == 0)
    // Without these texts the scores are the same.
    let others = LabelAgreement([Self.summary("a", "a", 3), Self.summary("b", "a", 1)], classes: ["a", "b"])
    for measure in ClassScores.Measure.allCases { #expect(agreement.macroMean(of: measure) == others.macroMean(of: measure)) }
  }

  @Test func whereNoGoldLabelIsAClassThereIsNoAccuracy() {
    let agreement = LabelAgreement([Self.summary("1", "a", 3), Self.summary("2", "b", 1)], classes: ["a", "b"])
    #expect(!agreement.isComparable && agreement.accuracy == nil && agreement.classes.isEmpty)
    #expect(agreement.macroMean(of: .f1) == nil)
  }

  @Test func labelsAreToldApartByTheirBytes() {
    let agreement = LabelAgreement([Self.summary("caf\u{E9}", "cafe\u{301}", 3)], classes: ["cafe\u{301}", "caf\u{E9}"])
    #expect(agreement.right == 0 && agreement.classes.count == 2)
  }

  /// Samples of a model with known error rates: the interval of the mean F1 covers the true mean.
  @Test(arguments: [(2, 0.76, 60), (2, 0.95, 100), (3, 0.7, 100), (6, 0.85, 300)])
  func theIntervalOfTheMeanCovers(classes: Int, right: Double, examples: Int) throws {
    let names = (0..<classes).map { "c\($0)" }
    var random = RandomNumbers(seed: 5)
    let (samples, truth) = (600, right)
    var covered = 0
    for _ in 0..<samples {
      var counts = [Int](repeating: 0, count: classes * classes)
      for _ in 0..<examples {
        // Classes are equally frequent and errors are spread evenly, so that each class has the F1 `right`.
        let gold = Int.random(in: 0..<classes, using: &random)
        let isRight = Double.random(in: 0..<1, using: &random) < right
        let predicted = isRight ? gold : (gold + 1 + Int.random(in: 0..<classes - 1, using: &random)) % classes
        counts[gold * classes + predicted] += 1
      }
      let summaries = counts.enumerated().filter { $0.element > 0 }.map {
        Self.summary(names[$0.offset / classes], names[$0.offset % classes], $0.element)
      }
      let mean = try #require(LabelAgreement(summaries, classes: names).macroMean(of: .f1))
      if mean.interval.lower <= truth, truth <= mean.interval.upper { covered += 1 }
    }
    #expect((0.92...0.99).contains(Double(covered) / Double(samples)), "\(covered)")
  }
}
