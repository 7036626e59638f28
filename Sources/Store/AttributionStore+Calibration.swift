import GRDB

// MARK: - Reads: calibration

extension AttributionStore {
  /// Compares the confidences of some examples with their accuracy, in one scan. Examples without a confidence, without a gold label, or
  /// with a gold label that is no class of the model are left out.
  /// - Parameter filter: The examples; order, offset and limit are ignored.
  /// - Returns: The comparison; it has no predictions where the model does not give one label per text.
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
