import Store
import Support

/// The panel of gold and predicted sets of labels, class by class: the data of `classes.mustache`.
struct ClassSection {
  /// The table of the classes, where any example can be judged.
  struct Table {
    /// Sentences above the table.
    let remarks: [String]
    /// Least sigmoid of a predicted label.
    let threshold: Double
    /// Whether precision, recall and F1 are shown.
    let hasScores: Bool
    let rows: [Row]
    let means: [Mean]
  }

  /// One class.
  struct Row {
    let `class`: PageName
    /// The examples that have the class and are predicted as it, that are only predicted as it, and that only have it.
    let choices: [PageChoice]
    let measures: [Measure]
  }

  /// A mean over classes or decisions.
  struct Mean {
    let mean: String
    let measures: [Measure]
  }

  /// A share and its interval; both are unknown where the share has no denominator.
  struct Measure {
    let isKnown: Bool
    let share: String
    let interval: String

    init(_ estimate: Estimate?) {
      isKnown = estimate != nil
      share = estimate.map { Percentage.text($0.value) } ?? ""
      interval = estimate.map { EstimateText.range($0.interval) } ?? ""
    }
  }

  /// Upper bound of the rows: a longer table is of no help.
  private static let largest = 40

  let table: Table?
  /// A sentence in place of the table.
  let note: String

  /// The panel of a slice; nil where no example has known gold labels.
  /// - Parameters:
  ///   - findings: The scores of the slice's sets.
  ///   - threshold: Least sigmoid of a predicted label.
  ///   - labels: Numbers of the labels in the page's data.
  init?(findings: LabelSetFindings, threshold: Double, labels: Numbering) {
    let agreement = findings.agreement
    guard agreement.isComparable else {
      guard agreement.foreign > 0, let note = findings.note else { return nil }
      (table, self.note) = (nil, note)
      return
    }
    let occurring = agreement.classes.filter { $0.gold + $0.predicted > 0 }
    let remarks = [
      findings.exact.map { "The predicted set is the gold set for \(EstimateText.sentence($0)): only these are right." }, findings.note,
      occurring.count > Self.largest ? "The \(Self.largest) classes of the most gold labels are shown." : nil,
    ]
    let means = findings.means.map { mean in Mean(mean: mean.name, measures: ClassScores.Measure.allCases.map { Measure(mean.of($0)) }) }
    note = ""
    table = Table(
      remarks: remarks.compactMap(\.self), threshold: threshold, hasScores: findings.hasScores,
      rows: RowLimit.most(occurring, Self.largest) { $0.gold }.map { Self.row($0, hasScores: findings.hasScores, labels) }, means: means)
  }

  private static func row(_ scores: ClassScores, hasScores: Bool, _ labels: Numbering) -> Row {
    func choice(isGold: Bool, isPredicted: Bool, _ count: Int) -> PageChoice {
      let (gold, predicted) = (isGold ? "of" : "not of", isPredicted ? "predicted" : "not predicted")
      return PageChoice(
        class: labels.known(scores.name) ?? -2, isGold: isGold, isPredicted: isPredicted, count: count,
        meaning: "\(count.grouped) \(gold) the class \(scores.name), \(predicted) as it")
    }
    return Row(
      class: PageName(scores.name, longest: 30),
      choices: [
        choice(isGold: true, isPredicted: true, scores.truePositives), choice(isGold: false, isPredicted: true, scores.falsePositives),
        choice(isGold: true, isPredicted: false, scores.falseNegatives),
      ], measures: hasScores ? ClassScores.Measure.allCases.map { Measure(scores[$0]) } : [])
  }
}
