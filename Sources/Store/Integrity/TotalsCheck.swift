import GRDB

/// Checks the checksums of the rows of totals.
enum TotalsCheck {
  /// Reports each row that differs from its checksum.
  /// - Throws: Errors of SQLite and of `body`.
  static func forEachDamage(in database: Database, _ body: (Damage) throws -> Void) throws {
    func report(_ table: String, _ what: String) throws {
      try body(Damage(table: table, "table \(table): \(what) do not agree with their checksum"))
    }
    let slices = try DirectStatement("SELECT \(SliceCounters.columns.list) FROM slice", in: database)
    while try slices.step() {
      let counters = SliceCounters(at: slices)
      if !counters.isSound { try report("slice", "the counters of slice \(counters.id ?? 0)") }
    }
    let tokens = try damagedRows(of: TokenTotal.self, in: database)
    while try tokens.step() {
      let total = TokenTotal(at: tokens)
      try report("token_total", "the totals of token \(total.token) in slice \(total.slice)")
    }
    let words = try damagedRows(of: WordTotal.self, in: database)
    while try words.step() {
      let total = WordTotal(at: words)
      try report("word_total", "the totals of the word '\(total.word)' in slice \(total.slice)")
    }
  }

  /// The rows with a missing or wrong checksum.
  private static func damagedRows<Total: TableRow>(of type: Total.Type, in database: Database) throws -> DirectStatement {
    let columns = Total.columns
    return try DirectStatement(
      """
      SELECT \(columns.list) FROM \(Total.table) WHERE checksum IS NULL OR checksum IS NOT totals_checksum(\(columns.checksummed))
      """, in: database)
  }
}
