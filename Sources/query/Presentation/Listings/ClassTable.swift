import Store
import Support

/// The output of precision, recall and F1 of each class.
struct ClassTable {
  /// A mean over classes or decisions: its name, and a cell for each score.
  typealias Mean = (name: String, cells: [Cell])

  let classes: [ClassScores]
  let means: [Mean]
  /// Whether the four counts of each class are shown, as where an example has several labels.
  let hasAllCounts: Bool
  /// Number of classes shown, those with most gold labels; all where nil.
  let limit: Int?

  private var columns: [String] {
    let counts = hasAllCounts ? ["true +", "false +", "false −", "true −"] : ["gold", "predicted", "both"]
    return ["class"] + counts + ["precision", "recall", "F1"]
  }

  /// - Parameter caption: Returns the line above the table, from a note on the classes shown.
  /// - Returns: The table; nil where no example can be judged.
  func table(caption: (String) -> String) -> Passage? {
    guard !classes.isEmpty else { return nil }
    let shown = RowLimit.most(classes, limit) { $0.gold }
    let rows = shown.map { scores in
      let counts =
        hasAllCounts
        ? [scores.truePositives, scores.falsePositives, scores.falseNegatives, scores.trueNegatives]
        : [scores.gold, scores.predicted, scores.truePositives]
      return [.text(scores.name)] + counts.map { Cell.integer($0) } + ClassScores.Measure.allCases.map { EstimateText.cell(scores[$0]) }
    }
    let empty = [Cell](repeating: .null, count: hasAllCounts ? 4 : 3)
    let limited = RowLimit.note(shown.count, of: classes.count, "classes").map { "; \($0)" } ?? ""
    var table = Table(columns: columns, rows: rows + means.map { [.text($0.name)] + empty + $0.cells })
    table.breaks = ["precision"]
    return .table(table, caption: caption(limited))
  }

  /// A JSON array of all classes.
  var json: JSONOutput {
    .array(
      classes.map { scores in
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
}
