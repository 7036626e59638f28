package import Store
import Support

/// The output of gold and predicted sets of labels, class by class.
package struct LabelSetListing {
  let slice: ExampleSlice
  /// Number of examples of the slice.
  let examples: Int
  /// Each pair of a gold and a predicted label; an example counts in all of its pairs.
  let summaries: [LabelSummary]
  let agreement: LabelSetAgreement
  /// Least sigmoid of a predicted label.
  let threshold: Double
  /// Number of rows shown; scores are of all examples nevertheless.
  let limit: Int?

  package init(
    slice: ExampleSlice, examples: Int, summaries: [LabelSummary], agreement: LabelSetAgreement, threshold: Double, limit: Int?
  ) {
    (self.slice, self.examples, self.summaries) = (slice, examples, summaries)
    (self.agreement, self.threshold, self.limit) = (agreement, threshold, limit)
  }

  /// Writes the classes as a table for people, the pairs as rows, or both as JSON.
  package func write(as format: ListingFormat, to sink: ByteSink) throws {
    if format.isForPeople {
      let passages = [
        .sentence(slice.description(count: examples)), table.table(caption: caption), calibration.table,
        findings.note.map(Passage.sentence),
      ]
      return try Passage.write(passages.compactMap(\.self), as: format, to: sink)
    }
    let members: [JSONOutput.Member] =
      [(key: "examples", value: .cell(.integer(examples))), (key: "accuracy", value: .cell(.null))]
      + EstimateText.members("exact_match", findings.exact) + [
        (key: "threshold", value: .cell(.double(threshold))), (key: "judged", value: .cell(.integer(agreement.judged))),
        (key: "gold_outside_classes", value: .cell(.integer(agreement.foreign))),
        (key: "classes", value: findings.hasScores ? table.json : .cell(.null)),
        (key: "macro", value: mean("macro")), (key: "micro", value: mean("micro")),
        (key: "calibration", value: calibration.json),
      ]
    let rows = RowLimit.most(summaries, limit) { $0.examples }.map { LabelExport.row(of: $0) }
    try Listing(members: slice.members + members, rowsKey: "labels", columns: LabelExport.columns, rows: rows).write(as: format, to: sink)
  }

  private var findings: LabelSetFindings { LabelSetFindings(agreement: agreement, filter: slice.filter) }

  private var calibration: ClassCalibrationTable { ClassCalibrationTable(classes: findings.calibration, limit: limit) }

  private var table: ClassTable {
    ClassTable(
      classes: findings.hasScores ? agreement.classes : [],
      means: findings.means.map { mean in (name: mean.name, cells: ClassScores.Measure.allCases.map { EstimateText.cell(mean.of($0)) }) },
      hasAllCounts: true, limit: limit)
  }

  private func caption(_ limited: String) -> String {
    let examples = agreement.judged == 1 ? "the one example" : "the \(agreement.judged) examples"
    let sample = "\(examples) whose gold labels are known\(agreement.foreign == 0 ? "" : " and all classes of the model")"
    let share = findings.exact.map { "\nThe predicted set is the gold set for \(EstimateText.sentence($0))." } ?? ""
    return "Classes, predicted from a sigmoid of \(threshold), among \(sample) (in brackets: 95 % interval\(limited))" + share
  }

  private func mean(_ key: String) -> JSONOutput {
    guard let mean = findings.means.first(where: { $0.key == key }) else { return .cell(.null) }
    return .object(ClassScores.Measure.allCases.flatMap { EstimateText.members($0.rawValue, mean.of($0)) })
  }
}
