import GRDB

/// Which words the kept totals are of.
enum WordTotals {
  /// From this version of the schema on, `word_total` has the words of `Word`. Before, it had pieces joined where they begin with "##", under
  /// the pieces' spelling: other names where the tokenizer drops accents or does not know a word.
  static let version = 2
  /// Examples between two additions to the table, so that memory does not grow with the store.
  private static let batch = 20_000

  /// Whether the kept totals are of the same words that a scan finds.
  static func areByOffsets(in database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 >= version
  }

  /// Adds up the words of all examples anew.
  /// - Throws: `StoreError` naming the example where a record is damaged; what SQLite reports.
  static func rebuild(in database: Database) throws {
    try database.execute(sql: "DELETE FROM word_total")
    let select = try DirectStatement(
      "SELECT \(TokenColumns.sql), text, pair, coalesce(label, \(Slice.without)), coalesce(predicted, \(Slice.without)) FROM example",
      in: database)
    var reader = try TokenColumnsReader(database)
    var totals = TotalsAccumulator()
    var pending = 0
    while try select.step() {
      let columns = try reader.columns(at: select)
      let words = try reader.words(of: columns, at: select)
      totals.add(
        words: words.map { ($0.name, columns.total(of: $0.tokens)) },
        labels: TotalsAccumulator.Labels(gold: select.integer(7), predicted: select.integer(8)))
      pending += 1
      if pending == batch {
        try TotalsWriter(database).add(totals)
        (totals, pending) = (TotalsAccumulator(), 0)
      }
    }
    try TotalsWriter(database).add(totals)
  }
}
