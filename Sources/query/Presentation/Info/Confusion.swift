import Store
import Support

/// Confusion tables of gold and predicted labels.
///
/// Names are compared by their bytes. The model's classes come first, in its order, then other names, then missing labels.
struct Confusion {
  /// Upper bound of the columns of a table on a terminal; a wider one is of no help.
  private static let maximumColumns = 8

  /// The gold labels that occur.
  let golds: [String?]
  /// The predicted labels that occur.
  let predictions: [String?]
  /// The scores that follow from the counts.
  let agreement: LabelAgreement

  private let summaries: [LabelSummary]
  /// Number of rows shown; all where nil.
  private let limit: Int?
  private let isSample: Bool
  /// Whether an example counts in each pair of its labels.
  let hasSets: Bool

  /// - Parameters:
  ///   - summaries: The number of examples of each combination, including those that are not shown.
  ///   - classes: The model's classes in order.
  ///   - limit: Upper bound of the rows of a table, which shows the combinations with most examples; all where nil.
  ///   - isSample: Whether the examples were chosen regardless of the outcome; otherwise the share of right predictions means nothing.
  ///   - hasSets: Whether the model gives sets of labels. Then an example counts in each pair of its labels, the share of equal pairs is no
  ///     accuracy, and there is no table.
  init(_ summaries: [LabelSummary], classes: [String], limit: Int? = nil, isSample: Bool = true, hasSets: Bool = false) {
    (self.summaries, self.limit, self.isSample, self.hasSets) = (summaries, limit, isSample && !hasSets, hasSets)
    golds = Self.ordered(summaries.map(\.label), classes)
    predictions = Self.ordered(summaries.map(\.predicted), classes)
    agreement = LabelAgreement(summaries, classes: classes)
  }

  /// Share of right predictions among the examples with both labels; nil where no example can be judged.
  var accuracy: Double? { accuracyEstimate?.value }

  /// The share with its interval.
  var accuracyEstimate: Estimate? { isSample ? agreement.accuracy : nil }

  /// Number of examples with these labels.
  func count(_ gold: String?, _ predicted: String?) -> Int {
    summaries.reduce(0) { $0 + (Self.isSame($1.label, gold) && Self.isSame($1.predicted, predicted) ? $1.examples : 0) }
  }

  /// A table with a row for each gold label and a column for each predicted one; where that is too wide, a row for each combination.
  var table: Passage {
    if columns.count > Self.maximumColumns {
      let rows = RowLimit.most(summaries, limit) { $0.examples }
      return .table(
        Table(columns: LabelExport.columns, rows: rows.map { LabelExport.row(of: $0) }),
        caption: caption(RowLimit.note(rows.count, of: summaries.count, "combinations")))
    }
    let shown = shownGolds
    let outside = Set(agreement.foreignLabels.map(ExactString.init))
    let rows = shown.map { gold in
      let all = self.all(gold)
      let right = gold.map { count($0, $0) } ?? 0
      let judged = gold.map { outside.contains(ExactString($0)) } ?? true ? 0 : all - count(gold, nil)
      let share = Estimate(count: right, of: judged).map { Cell.text(Percentage.text($0.value)) } ?? .null
      return [.text(gold ?? "(no label)"), .integer(all)] + columns.map { .integer(count(gold, $0)) } + (accuracy == nil ? [] : [share])
    }
    let heads = ["gold", "examples"] + Self.heads(of: columns) + (accuracy == nil ? [] : ["right"])
    return .table(
      Table(columns: heads, rows: rows), caption: caption(RowLimit.note(shown.count, of: golds.count, "gold labels")))
  }

  /// The mean confidence in each cell of the table; nil where the table has other rows, or there are no confidences.
  var confidenceTable: Passage? {
    guard columns.count <= Self.maximumColumns, summaries.contains(where: { $0.meanConfidence != nil }) else { return nil }
    let rows = shownGolds.map { gold in
      [.text(gold ?? "(no label)")]
        + columns.map { name in
          Cell(summaries.first { Self.isSame($0.label, gold) && Self.isSame($0.predicted, name) }?.meanConfidence)
        }
    }
    return .table(Table(columns: ["gold"] + Self.heads(of: columns), rows: rows), caption: "Mean confidence")
  }

  /// A note about gold labels that are no classes; nil where there are none.
  var note: String? {
    guard agreement.foreign > 0, !hasSets else { return nil }
    let classes = "a class of the model"
    guard agreement.isComparable else {
      return "There is no accuracy: no gold label here is \(classes). globenc-index --label-map says which class each of them means."
    }
    let names = agreement.foreignLabels
    let list = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
    let isOne = agreement.foreign == 1
    return
      "\(Counted.text(agreement.foreign, "example")) of \(agreement.judged + agreement.foreign) \(isOne ? "has" : "have") a gold label that is no class of the "
      + "model (\(list)): \(isOne ? "it is" : "they are") neither right nor wrong, and left out of accuracy, precision, recall, F1 and calibration."
  }

  // Without a classification head, and for regression, there are no predicted labels to compare.
  private var columns: [String?] { summaries.contains { $0.predicted != nil } ? predictions : [] }

  private var shownGolds: [String?] { RowLimit.most(golds, limit, by: all) }

  private func all(_ gold: String?) -> Int { summaries.reduce(0) { $0 + (Self.isSame($1.label, gold) ? $1.examples : 0) } }

  private static func heads(of predicted: [String?]) -> [String] {
    predicted.map { $0.map { "→ \($0)" } ?? "(no prediction)" }
  }

  private func caption(_ limited: String?) -> String {
    let parts =
      [accuracyEstimate.map { "accuracy \(EstimateText.sentence($0))" }, limited].compactMap(\.self)
    let sides = columns.isEmpty ? "Labels: gold" : "Labels: gold, and what the model predicted"
    return sides + (parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))")
  }

  private static func isSame(_ one: String?, _ other: String?) -> Bool { one.map(ExactString.init) == other.map(ExactString.init) }

  /// The names, each once: the classes in order, others by their bytes, the missing one last.
  private static func ordered(_ names: [String?], _ classes: [String]) -> [String?] {
    let occurring = Set(names.compactMap { $0.map(ExactString.init) })
    var seen: Set<ExactString> = []
    let known = classes.map(ExactString.init).filter { occurring.contains($0) && seen.insert($0).inserted }
    let others = occurring.subtracting(seen).sorted()
    return (known + others).map(\.string) + (names.contains { $0 == nil } ? [nil] : [])
  }
}
