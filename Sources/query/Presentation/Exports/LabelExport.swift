package import Store

/// An export with a row for each combination of gold and predicted label.
package enum LabelExport {
  package static let columns = ["label", "predicted", "examples", "mean_confidence"]

  /// The row of a combination.
  package static func row(of summary: LabelSummary) -> [Cell] {
    [Cell(summary.label), Cell(summary.predicted), .integer(summary.examples), Cell(summary.meanConfidence)]
  }
}
