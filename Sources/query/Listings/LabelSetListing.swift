import Store
import Support

/// How gold and predicted sets of labels meet, class by class.
struct LabelSetListing {
  let slice: ExampleSlice
  /// How many examples the slice has.
  let examples: Int
  /// Each pair of a gold and a predicted label; an example counts in all of its pairs.
  let summaries: [LabelSummary]
  let agreement: LabelSetAgreement
  /// The least sigmoid of a predicted label.
  let threshold: Double
  /// How many rows to show; numbers are of all examples nevertheless.
  let limit: Int?

  /// Writes the classes as a table for people, the pairs as rows, and both as JSON.
  func write(as format: ListingFormat, to sink: ByteSink) throws {
    guard format != .table else {
      let parts = [slice.description(count: examples) + "\n", table.text(caption: caption), note.map { $0 + "\n" }]
      return try sink.write(parts.compactMap(\.self).joined(separator: "\n"))
    }
    let members: [(key: String, value: JSONValue)] =
      [(key: "examples", value: .cell(.integer(examples))), (key: "accuracy", value: .cell(.null))]
      + EstimateText.members("exact_match", exact) + [
        (key: "threshold", value: .cell(.double(threshold))), (key: "judged", value: .cell(.integer(agreement.judged))),
        (key: "gold_outside_classes", value: .cell(.integer(agreement.foreign))),
        (key: "classes", value: hasScores ? table.json : .cell(.null)),
        (key: "macro", value: means(agreement.macroMean)), (key: "micro", value: means(agreement.microMean)),
      ]
    let rows = RowLimit.most(summaries, limit) { $0.examples }.map { LabelExport.row(of: $0) }
    try Listing(members: slice.members + members, rowsKey: "labels", columns: LabelExport.columns, rows: rows).write(as: format, to: sink)
  }

  /// Both kinds of mistakes about each class are in the slice only where it was not chosen by a label.
  private var hasScores: Bool {
    agreement.isComparable && slice.filter.label == nil && slice.filter.predicted == nil && slice.filter.outcome == nil
  }

  private var exact: Estimate? { slice.filter.outcome == nil ? agreement.exactShare : nil }

  private var table: ClassTable {
    func cells(_ mean: (ClassScores.Measure) -> Double?) -> [Cell] {
      ClassScores.Measure.allCases.map { mean($0).map { Cell.text(Percentage.text($0)) } ?? .null }
    }
    return ClassTable(
      classes: hasScores ? agreement.classes : [],
      means: [
        (name: "mean of the classes", cells: cells(agreement.macroMean)), (name: "all decisions", cells: cells(agreement.microMean)),
      ], hasAllCounts: true, limit: limit)
  }

  private func caption(_ limited: String) -> String {
    let sample = agreement.judged == 1 ? "the one example whose gold labels are" : "the \(agreement.judged) examples whose gold labels are"
    let share = exact.map { "\nThe predicted set is the gold set for \(EstimateText.sentence($0))." } ?? ""
    return "Classes, predicted from a sigmoid of \(threshold), among \(sample) known (in brackets: 95 % interval\(limited))" + share
  }

  private var note: String? {
    if agreement.judged == 0 { return "No example here has gold labels." }
    if !agreement.isComparable {
      return
        "Nothing can be compared: no gold label here is a class of the model. globenc-index --label-map says which class each of them means."
    }
    guard hasScores else {
      return "Scores of classes are left out: they need the examples of all labels, right and wrong."
    }
    guard agreement.foreign > 0 else { return nil }
    return
      "\(Counted.text(agreement.foreign, "example")) of \(agreement.judged + agreement.foreign) \(agreement.foreign == 1 ? "has" : "have") a gold label that "
      + "is no class of the model: \(agreement.foreign == 1 ? "it is" : "they are") neither right nor wrong, and left out of all figures."
  }

  private func means(_ mean: (ClassScores.Measure) -> Double?) -> JSONValue {
    guard hasScores else { return .cell(.null) }
    return .object(ClassScores.Measure.allCases.map { (key: $0.rawValue, value: .cell(Cell(mean($0)))) })
  }
}
