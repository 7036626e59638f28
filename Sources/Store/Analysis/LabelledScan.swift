import GRDB

/// Goes through the examples that pass a filter and have known labels and the filter's scores. Where the model gives sets of labels, an
/// empty set is known, too.
struct LabelledScan {
  let conditions: FilterConditions
  let settings: StoreSettings
  let side: Cue.Side
  let names: TokenNames

  /// Calls `body` for each example with the ids of its labels (only those that the filter asks for), its row (`ScanColumn`, row), and its
  /// ordinary tokens or words with their scores in units of 2^-32.
  /// - Throws: `StoreError` that names the example where a record is damaged; errors of `body`.
  func forEach(
    in database: Database, _ body: ([Int64], DirectStatement, [(token: Int64, score: Int64)]) throws -> Void
  ) throws {
    let isKnown =
      switch side {
      case .gold: "coalesce(example.label, example.labels) IS NOT NULL"
      case .predicted: "example.predicted IS NOT NULL"
      }
    let select = try DirectStatement(
      """
      SELECT \(ScanColumn.list(conditions.scoring, in: database)), example.row, \(LabelIDReader.columns) FROM example NOT INDEXED
      \(conditions.sql.isEmpty ? "WHERE" : conditions.sql + " AND") \(isKnown)
      """, in: database)
    conditions.bind(to: select)
    var reader = try TokenColumnsReader(database)
    let ids = LabelIDReader(database, settings: settings)
    while try select.step() {
      guard select.isScored else { continue }
      let columns = try reader.columns(at: select)
      let occurrences: [(token: Int64, score: Int64)] =
        switch names.units {
        case .pieces:
          columns.ids.indices.filter { !columns.isSpecial($0) }.map { (Int64(columns.ids[$0]), columns.scores[$0]) }
        case .words:
          try reader.words(of: columns, at: select)
            .map { (names.number(ofWord: $0.name), columns.total(of: $0.tokens)) }
        }
      let labels = try ids.labels(at: select, from: ScanColumn.count + 1).asked(for: conditions)
      try body((side == .gold ? labels.golds : labels.predicted).filter { $0 != Slice.without }, select, occurrences)
    }
  }
}
