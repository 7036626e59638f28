import Store
import Support

/// How gold and predicted labels meet, as tables.
///
/// Names are told apart by their bytes. The model's classes come first, in its order, then other names, then the lack of one.
struct Confusion {
  /// A table with more columns than this is no help on a terminal.
  private static let maximumColumns = 8

  /// The gold labels that occur.
  let golds: [String?]
  /// The predicted labels that occur.
  let predictions: [String?]
  /// What follows from the counts.
  let agreement: LabelAgreement

  private let summaries: [LabelSummary]
  /// How many rows to show; all where nil.
  private let limit: Int?
  private let isSample: Bool
  /// Whether an example counts in each pair of its labels.
  let hasSets: Bool

  /// - Parameters:
  ///   - summaries: The number of examples of each combination: of all of them, whatever is shown.
  ///   - classes: The model's classes in order.
  ///   - limit: How many rows a table has at most, those with the most examples; all where nil.
  ///   - isSample: Whether the examples were chosen whatever the outcome. Else the share of right ones says nothing.
  ///   - hasSets: Whether the model gives sets of labels, so that an example counts in each pair of its labels, no share of pairs says how many are
  ///     right, and there is no table to show.
  init(_ summaries: [LabelSummary], classes: [String], limit: Int? = nil, isSample: Bool = true, hasSets: Bool = false) {
    (self.summaries, self.limit, self.isSample, self.hasSets) = (summaries, limit, isSample && !hasSets, hasSets)
    golds = Self.ordered(summaries.map(\.label), classes)
    predictions = Self.ordered(summaries.map(\.predicted), classes)
    agreement = LabelAgreement(summaries, classes: classes)
  }

  /// The share of right predictions among the examples that have both labels; nil where nothing can be compared.
  var accuracy: Double? { accuracyEstimate?.value }

  /// The same with its interval.
  var accuracyEstimate: Estimate? { isSample ? agreement.accuracy : nil }

  /// How many examples have these labels.
  func count(_ gold: String?, _ predicted: String?) -> Int {
    summaries.reduce(0) { $0 + (Self.isSame($1.label, gold) && Self.isSame($1.predicted, predicted) ? $1.examples : 0) }
  }

  /// A row for each gold label and a column for each predicted one, or a row for each combination where there are too many.
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

  /// The mean confidence in the same places; nil where the counts are no table, or there are no confidences.
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

  /// What a person has to know about gold labels that are no classes; nil where there are none.
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

  // Without a head, or with a number for a prediction, there is no label to set against the gold one.
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

  /// Each name once: the classes in order, others by their bytes, the missing one last.
  private static func ordered(_ names: [String?], _ classes: [String]) -> [String?] {
    let occurring = Set(names.compactMap { $0.map(ExactString.init) })
    var seen: Set<ExactString> = []
    let known = classes.map(ExactString.init).filter { occurring.contains($0) && seen.insert($0).inserted }
    let others = occurring.subtracting(seen).sorted()
    return (known + others).map(\.string) + (names.contains { $0 == nil } ? [nil] : [])
  }
}
