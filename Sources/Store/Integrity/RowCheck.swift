import GRDB

/// Checks the checksums of vocabulary pieces, runs and evaluations.
enum RowCheck {
  /// Reports each row that differs from its checksum.
  /// - Throws: Errors of SQLite and of `body`.
  static func forEachDamage<Row: SealedRow>(of type: Row.Type, in database: Database, _ body: (Damage) throws -> Void) throws {
    let table = Row.table
    let what =
      switch table {
      case RunFields.table: "the record of run"
      case EvaluationFields.table: "evaluation"
      default: "the name of \(table)"
      }
    let select = try DirectStatement("SELECT id FROM \(table) WHERE NOT (\(Row.isSound)) ORDER BY id", in: database)
    while try select.step() {
      try body(Damage(table: table, "table \(table): \(what) \(select.value(Int64.self)) does not agree with its checksum"))
    }
  }

  /// Reports each run that examples refer to, but that has no record.
  /// - Throws: Errors of SQLite and of `body`.
  static func forEachMissingRun(among runs: [Int64: Int], in database: Database, _ body: (Damage) throws -> Void) throws {
    let select = try DirectStatement("SELECT 1 FROM run WHERE id = ?", in: database)
    for (run, examples) in runs.sorted(by: { $0.key < $1.key }) {
      select.bind(values: run)
      defer { select.reset() }
      guard try !select.step() else { continue }
      try body(Damage(table: "run", "table run: there is no record of run \(run), which wrote \(examples) of the examples"))
    }
  }
}
