package import Store

/// A row for every combination of gold and predicted label.
package enum LabelExport {
  package static let columns = ["label", "predicted", "examples", "mean_confidence"]

  /// The row of one combination.
  package static func row(of summary: LabelSummary) -> [Cell] {
    [Cell(summary.label), Cell(summary.predicted), .integer(summary.examples), Cell(summary.meanConfidence)]
  }
}
