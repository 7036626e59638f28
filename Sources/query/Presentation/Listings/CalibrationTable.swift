import Foundation
import Store
import Support

/// The output of a calibration: confidences compared with the share of right predictions.
struct CalibrationTable {
  private static let columns = ["confidence", "examples", "mean confidence", "right"]

  let calibration: Calibration

  /// A table of the bins that are not empty; nil where there are no predictions.
  var table: Passage? {
    guard let error = calibration.error else { return nil }
    let rows = calibration.bins.filter { $0.count > 0 }.map { bin -> [Cell] in
      [
        .text(String(format: "%.1f–%.1f", bin.lower, bin.upper)), .integer(bin.count),
        .text(bin.meanConfidence.map(Percentage.text) ?? ""), EstimateText.cell(bin.accuracy),
      ]
    }
    return .table(
      Table(columns: Self.columns, rows: rows),
      caption: "Calibration: expected calibration error \(EstimateText.sentence(error)), from \(calibration.bins.count) bins of equal width"
    )
  }

  /// A JSON object with all bins; null where there are no predictions.
  var json: JSONOutput {
    guard let error = calibration.error else { return .cell(.null) }
    let bins = calibration.bins.map { bin in
      JSONOutput.object(
        [
          (key: "lower", value: .cell(.double(bin.lower))), (key: "upper", value: .cell(.double(bin.upper))),
          (key: "examples", value: .cell(.integer(bin.count))), (key: "mean_confidence", value: .cell(Cell(bin.meanConfidence))),
        ] + EstimateText.members("accuracy", bin.accuracy))
    }
    return .object(
      [(key: "examples", value: .cell(.integer(calibration.count)))] + EstimateText.members("error", error)
        + [(key: "bins", value: .array(bins))])
  }
}
