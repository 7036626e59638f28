import GRDB

// MARK: - Reads: calibration

extension AttributionStore {
  /// How the confidences of some examples compare with how often they are right, in one scan. Examples without a confidence, and those
  /// whose gold label is missing or no class of the model, are left out.
  /// - Parameter filter: Which examples; its order, offset and limit play no part.
  /// - Returns: The comparison, of no predictions where the model does not give one label.
  /// - Throws: `StoreError` where the file cannot be read.
  public func calibration(_ filter: ExampleFilter = ExampleFilter()) throws -> Calibration {
    try read { database in
      var calibration = Calibration()
      guard settings.problemType == .singleLabel,
        let conditions = try FilterConditions(filter, in: database, settings: settings)
      else { return calibration }
      let select = try DirectStatement(
        """
        SELECT example.label, example.predicted, example.confidence FROM example NOT INDEXED
        \(conditions.sql.isEmpty ? "WHERE" : conditions.sql + " AND")
          example.label BETWEEN 1 AND \(settings.classes.count) AND example.predicted IS NOT NULL AND example.confidence BETWEEN 0 AND 1
        """, in: database)
      conditions.bind(to: select)
      while try select.step() {
        var cells = select.cells()
        let isRight = cells.next(Int64.self) == cells.next(Int64.self)
        calibration.add(confidence: cells.next(), isRight: isRight)
      }
      return calibration
    }
  }
}
