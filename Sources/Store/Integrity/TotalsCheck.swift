import GRDB

/// The rows of totals against their own checksums.
enum TotalsCheck {
  /// Each row that does not agree with its checksum.
  /// - Throws: What SQLite reports.
  static func forEachDamage(in database: Database, _ body: (Damage) throws -> Void) throws {
    func report(_ table: String, _ what: String) throws {
      try body(Damage(table: table, "table \(table): \(what) do not agree with their checksum"))
    }
    let slices = try DirectStatement("SELECT \(SliceCounters.columns), slice.id FROM slice", in: database)
    while try slices.step() {
      if (try? SliceCounters(at: slices)) == nil { try report("slice", "the counters of slice \(slices.integer(8))") }
    }
    let tokens = try DirectStatement(
      """
      SELECT slice, token FROM token_total
      WHERE checksum IS NULL OR checksum IS NOT totals_checksum(slice, special, token, \(MomentsRow.columns))
      """, in: database)
    while try tokens.step() { try report("token_total", "the totals of token \(tokens.integer(1)) in slice \(tokens.integer(0))") }
    let words = try DirectStatement(
      """
      SELECT slice, word FROM word_total
      WHERE checksum IS NULL OR checksum IS NOT totals_checksum(slice, word, \(MomentsRow.columns))
      """, in: database)
    while try words.step() { try report("word_total", "the totals of the word '\(words.text(1))' in slice \(words.integer(0))") }
  }
}
