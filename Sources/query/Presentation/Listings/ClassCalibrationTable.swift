import Store
import Support

/// The output of the calibration of each class, for a model that gives each text several labels: sigmoids compared with the share of
/// examples that have the class.
struct ClassCalibrationTable {
  private static let columns = ["class", "mean sigmoid", "has it", "calibration error"]

  /// The classes in order.
  let classes: [(name: String, calibration: Calibration)]
  /// Number of classes shown, those with most examples; all where nil.
  let limit: Int?

  /// The table; nil where there are no sigmoids.
  var table: Passage? {
    let known = classes.filter { $0.calibration.count > 0 }
    guard !known.isEmpty else { return nil }
    let rows = RowLimit.most(known, limit) { Self.right($0.calibration) }.map { name, calibration -> [Cell] in
      let share = Estimate(count: Self.right(calibration), of: calibration.count)
      return [
        .text(name), Self.mean(calibration).map { .text(Percentage.text($0)) } ?? .null,
        share.map { .text(Percentage.text($0.value)) } ?? .null, EstimateText.cell(calibration.error),
      ]
    }
    return .table(
      Table(columns: Self.columns, rows: rows),
      caption: "Calibration of the sigmoid of each class against the examples that have the class, from \(Calibration.binCount) bins of "
        + "equal width")
  }

  /// A JSON array of all classes with their errors and bins, in which `accuracy` is the share of examples that have the class; null where
  /// there are no sigmoids.
  var json: JSONOutput {
    guard classes.contains(where: { $0.calibration.count > 0 }) else { return .cell(.null) }
    return .array(
      classes.map { name, calibration in
        .object([
          (key: "class", value: .cell(.text(name))), (key: "mean_sigmoid", value: .cell(Cell(Self.mean(calibration)))),
          (key: "calibration", value: CalibrationTable(calibration: calibration).json),
        ])
      })
  }

  private static func right(_ calibration: Calibration) -> Int { calibration.bins.reduce(0) { $0 + $1.right } }

  private static func mean(_ calibration: Calibration) -> Double? {
    guard calibration.count > 0 else { return nil }
    return calibration.bins.reduce(0) { $0 + ($1.meanConfidence ?? 0) * Double($1.count) } / Double(calibration.count)
  }
}
