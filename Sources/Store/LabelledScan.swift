import GRDB

/// Goes through the examples that a filter lets pass and that have a label.
struct LabelledScan {
  let conditions: FilterConditions
  let side: Cue.Side
  let names: TokenNames

  /// Calls `body` with the id of each example's label, its row (`TokenColumns.sql`, text, pair, row), and its ordinary tokens or words with
  /// their scores in units of 2^-32.
  /// - Throws: `StoreError` naming the example where a record is damaged; what `body` throws.
  func forEach(
    in database: Database, _ body: (Int64, DirectStatement, [(token: Int64, score: Int64)]) throws -> Void
  ) throws {
    let column = side == .gold ? "example.label" : "example.predicted"
    let select = try DirectStatement(
      """
      SELECT \(TokenColumns.sql), example.text, example.pair, example.row, \(column) FROM example NOT INDEXED
      \(conditions.sql.isEmpty ? "WHERE" : conditions.sql + " AND") \(column) IS NOT NULL
      """, in: database)
    conditions.bind(to: select)
    var reader = try TokenColumnsReader(database)
    while try select.step() {
      let columns = try reader.columns(at: select)
      let occurrences: [(token: Int64, score: Int64)] =
        switch names.units {
        case .pieces:
          columns.ids.indices.filter { !columns.isSpecial($0) }.map { (Int64(columns.ids[$0]), columns.scores[$0]) }
        case .words:
          try reader.words(of: columns, at: select)
            .map { (names.number(ofWord: $0.name), columns.total(of: $0.tokens)) }
        }
      try body(select.integer(8), select, occurrences)
    }
  }
}
