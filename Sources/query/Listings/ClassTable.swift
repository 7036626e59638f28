import Store

/// Precision, recall and F1 of each class.
struct ClassTable {
  private static let columns = ["class", "gold", "predicted", "both", "precision", "recall", "F1"]

  let agreement: LabelAgreement
  /// How many classes to show, those with the most gold labels; all where nil.
  let limit: Int?

  /// The table; nil where nothing can be compared.
  var text: String? {
    guard !agreement.classes.isEmpty else { return nil }
    let shown = RowLimit.most(agreement.classes, limit) { $0.gold }
    let rows = shown.map { scores in
      [.text(scores.name), .integer(scores.gold), .integer(scores.predicted), .integer(scores.truePositives)]
        + ClassScores.Measure.allCases.map { EstimateText.cell(scores[$0]) }
    }
    let mean =
      [Cell.text("mean of the classes"), .null, .null, .null]
      + ClassScores.Measure.allCases.map {
        EstimateText.cell(agreement.macroMean(of: $0))
      }
    let limited = RowLimit.note(shown.count, of: agreement.classes.count, "classes").map { "; \($0)" } ?? ""
    let sample = agreement.judged == 1 ? "the one example that has" : "the \(agreement.judged) examples that have"
    return Table(columns: Self.columns, rows: rows + [mean])
      .text(caption: "Classes, among \(sample) a gold label and a prediction (in brackets: 95 % interval\(limited))")
  }

  /// A JSON array of all classes.
  var json: JSONValue {
    .array(
      agreement.classes.map { scores in
        .object(
          [
            (key: "class", value: .cell(.text(scores.name))), (key: "gold", value: .cell(.integer(scores.gold))),
            (key: "predicted", value: .cell(.integer(scores.predicted))),
            (key: "true_positives", value: .cell(.integer(scores.truePositives))),
            (key: "false_positives", value: .cell(.integer(scores.falsePositives))),
            (key: "false_negatives", value: .cell(.integer(scores.falseNegatives))),
            (key: "true_negatives", value: .cell(.integer(scores.trueNegatives))),
          ] + ClassScores.Measure.allCases.flatMap { EstimateText.members($0.rawValue, scores[$0]) })
      })
  }

  /// A JSON object of the means over the classes.
  var macroJSON: JSONValue {
    .object(ClassScores.Measure.allCases.flatMap { EstimateText.members($0.rawValue, agreement.macroMean(of: $0)) })
  }
}
