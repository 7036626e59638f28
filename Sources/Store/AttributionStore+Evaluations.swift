import GRDB
import Support

// MARK: - Evaluations of methods

extension AttributionStore {
  /// The results of evaluations of methods, in the order of writing.
  /// - Throws: `StoreError` where a record is damaged, or the file cannot be read.
  public func evaluations() throws -> [Evaluation] {
    try read { database in
      let select = try DirectStatement(
        "SELECT \(EvaluationFields.columns.list), \(EvaluationFields.isSound) FROM evaluation ORDER BY id", in: database)
      var evaluations: [Evaluation] = []
      while try select.step() {
        let fields = EvaluationFields(at: select)
        var cells = select.cells(from: EvaluationFields.columns.count)
        guard cells.next(Bool.self) else {
          throw StoreError(
            "evaluation \(fields.id ?? 0) is damaged: globenc-index repair drops it, so that the next evaluation makes it anew",
            kind: .damaged)
        }
        evaluations.append(fields.evaluation)
      }
      return evaluations
    }
  }

  /// Adds results of evaluations, and removes the results for which `isReplaced` is true.
  /// - Parameters:
  ///   - evaluations: The new results.
  ///   - isReplaced: Whether to remove an older result.
  /// - Throws: `StoreError` where the file cannot be written to.
  public func add(_ evaluations: [Evaluation], replacing isReplaced: (Evaluation) -> Bool = { _ in false }) throws {
    try write { database in
      let select = try DirectStatement("SELECT \(EvaluationFields.columns.list) FROM evaluation ORDER BY id", in: database)
      var replaced: [Int64] = []
      while try select.step() {
        let fields = EvaluationFields(at: select)
        if isReplaced(fields.evaluation), let id = fields.id { replaced.append(id) }
      }
      let delete = try DirectStatement("DELETE FROM evaluation WHERE id = ?", in: database)
      for id in replaced {
        delete.bind(values: id)
        try delete.run()
      }
      let insert = try DirectStatement(EvaluationFields.insertion, in: database)
      for evaluation in evaluations {
        EvaluationFields(evaluation).bind(to: insert)
        try insert.run()
        try EvaluationFields.seal(database.lastInsertedRowID, in: database)
      }
    }
  }
}
