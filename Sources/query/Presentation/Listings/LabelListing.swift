package import Store
import Support

/// The output of a slice's combinations of gold and predicted labels, and of the scores that follow from them.
package struct LabelListing {
  let slice: ExampleSlice
  /// All combinations.
  let summaries: [LabelSummary]
  /// The model's classes in order.
  let classes: [String]
  /// Calibration of the slice's predictions.
  let calibration: Calibration
  /// Number of rows shown, those with most examples; scores are of all examples nevertheless.
  let limit: Int?

  package init(slice: ExampleSlice, summaries: [LabelSummary], classes: [String], calibration: Calibration, limit: Int?) {
    (self.slice, self.summaries, self.classes) = (slice, summaries, classes)
    (self.calibration, self.limit) = (calibration, limit)
  }

  /// Writes the combinations as rows or, for people, all parts as tables.
  package func write(as format: ListingFormat, to sink: ByteSink) throws {
    let examples = summaries.reduce(0) { $0 + $1.examples }
    let confusion = Confusion(summaries, classes: classes, limit: limit, isSample: filter.outcome == nil)
    if format.isForPeople {
      let passages: [Passage?] = [
        .sentence(slice.description(count: examples)), confusion.table, confusion.confidenceTable, confusion.note.map(Passage.sentence),
        scores(confusion)?.table { Self.caption(confusion.agreement, $0) }, calibration(confusion)?.table,
        omission(confusion).map(Passage.sentence),
      ]
      return try Passage.write(passages.compactMap(\.self), as: format, to: sink)
    }
    let agreement = confusion.agreement
    let members: [JSONOutput.Member] =
      [(key: "examples", value: .cell(.integer(examples)))] + EstimateText.members("accuracy", confusion.accuracyEstimate) + [
        (key: "judged", value: .cell(.integer(agreement.judged))), (key: "gold_outside_classes", value: .cell(.integer(agreement.foreign))),
        (key: "classes", value: scores(confusion)?.json ?? .cell(.null)),
        (key: "macro", value: macro(confusion) ?? .cell(.null)),
        (key: "calibration", value: calibration(confusion)?.json ?? .cell(.null)),
      ]
    let rows = RowLimit.most(summaries, limit) { $0.examples }.map { LabelExport.row(of: $0) }
    try Listing(members: slice.members + members, rowsKey: "labels", columns: LabelExport.columns, rows: rows).write(as: format, to: sink)
  }

  private var filter: ExampleFilter { slice.filter }

  /// Scores of the classes; nil in a slice that was chosen by labels, which does not hold both kinds of mistakes.
  private func scores(_ confusion: Confusion) -> ClassTable? {
    guard confusion.agreement.isComparable, filter.label == nil, filter.predicted == nil, filter.outcome == nil else { return nil }
    let agreement = confusion.agreement
    let mean = ClassScores.Measure.allCases.map { EstimateText.cell(agreement.macroMean(of: $0)) }
    return ClassTable(
      classes: agreement.classes, means: [(name: "mean of the classes", cells: mean)], hasAllCounts: false, limit: limit)
  }

  private func macro(_ confusion: Confusion) -> JSONOutput? {
    guard scores(confusion) != nil else { return nil }
    return .object(ClassScores.Measure.allCases.flatMap { EstimateText.members($0.rawValue, confusion.agreement.macroMean(of: $0)) })
  }

  private static func caption(_ agreement: LabelAgreement, _ limited: String) -> String {
    let sample = agreement.judged == 1 ? "the one example that has" : "the \(agreement.judged) examples that have"
    let gold = agreement.foreign == 0 ? "gold label" : "gold label that is a class"
    return "Classes, among \(sample) a \(gold) and a prediction (in brackets: 95 % interval\(limited))"
  }

  /// The calibration; nil in a slice that was chosen by gold labels, or where no gold label is a class, so that no prediction can be
  /// judged.
  private func calibration(_ confusion: Confusion) -> CalibrationTable? {
    guard confusion.agreement.isComparable, filter.label == nil, filter.outcome == nil else { return nil }
    return CalibrationTable(calibration: calibration)
  }

  /// A sentence about parts that are left out, and the reason.
  private func omission(_ confusion: Confusion) -> String? {
    guard confusion.agreement.isComparable, scores(confusion) == nil else { return nil }
    return filter.outcome == nil
      ? "Precision, recall and F1 are left out: they need the examples of all labels."
      : "Accuracy, precision, recall, F1 and calibration are left out: these examples were chosen by whether the prediction is right."
  }
}
