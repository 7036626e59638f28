import GRDB

/// Decides which kept totals of a store are current, and rebuilds totals.
enum KeptTotals {
  /// Number of examples between two additions to the tables, so that memory does not grow with the store.
  private static let batch = 20_000

  /// Rebuilds the totals of pieces and words from all examples.
  /// - Throws: `StoreError` that names an example with a damaged record; errors of SQLite.
  static func rebuild(in database: Database) throws {
    try database.execute(sql: "DELETE FROM token_total; DELETE FROM word_total")
    if try SliceRule(in: database).hasSets { return try rebuildSlices(in: database) }
    let select = try DirectStatement(
      "SELECT \(ScanColumn.list(.inRow, in: database)), coalesce(label, \(Slice.without)), coalesce(predicted, \(Slice.without)) FROM example",
      in: database)
    var reader = try TokenColumnsReader(database)
    var totals = TotalsAccumulator()
    var pending = 0
    while try select.step() {
      let columns = try reader.columns(at: select)
      let words = try reader.words(of: columns, at: select)
      var labels = select.cells(from: ScanColumn.count)
      totals.add(
        TextSums(of: columns, words: words), labels: SliceLabels(gold: labels.next(), predicted: labels.next()))
      pending += 1
      if pending == batch {
        try TotalsWriter(database).add(totals)
        (totals, pending) = (TotalsAccumulator(), 0)
      }
    }
    try TotalsWriter(database).add(totals)
  }

  /// Counts examples with sets of labels by their sets, with all their totals.
  private static func rebuildSlices(in database: Database) throws {
    try database.execute(sql: "DELETE FROM slice")
    let settings = try SettingsRow.read(in: database, of: "that is migrated")
    let ids = LabelIDReader(database, settings: settings)
    var reader = try ExampleReader(database, settings: settings)
    let select = try DirectStatement("SELECT \(ExampleReader.columns), \(LabelIDReader.columns) FROM example", in: database)
    var totals = TotalsAccumulator()
    var pending = 0
    while try select.step() {
      let fields = try reader.fields(at: select)
      // Older stores have no other scores.
      guard let scores = ExampleScores(fields, []) else { throw ExampleReader.damage(fields.id) }
      totals.add(
        try reader.example(of: fields), scores: scores, labels: try ids.labels(at: select, from: ExampleReader.columnCount))
      pending += 1
      if pending == batch {
        try TotalsWriter(database).add(totals)
        (totals, pending) = (TotalsAccumulator(), 0)
      }
    }
    try TotalsWriter(database).add(totals)
  }
}
