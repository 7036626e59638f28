import GRDB

/// Views over the large tables of several stores, in the connection's memory, under the tables' own names, which are looked up among them
/// first. A query for one key, id or slice reaches the trees of the tables, as in one store.
struct JoinedViews {
  private let parts: Int
  private let classes: Int
  private let changed: Set<Int>
  private let database: Database

  /// - Parameters:
  ///   - parts: Number of stores.
  ///   - classes: Number of the model's classes.
  ///   - changed: The stores some of whose labels have other ids now.
  ///   - database: The connection.
  init(_ parts: Int, classes: Int, changed: Set<Int>, in database: Database) {
    (self.parts, self.classes, self.changed, self.database) = (parts, classes, changed, database)
  }

  /// Makes the views.
  func create() throws {
    try createExamples()
    try create("text_window") { part in
      let columns = WindowFields.columns.list(replacing: [
        "key": KeyedTable.window.joined("key", part: part), "example": KeyedTable.example.joined("example", part: part),
        "predicted": label("predicted", part),
      ])
      return "SELECT \(columns), \(part) AS part, key AS local FROM \(JoinedKeys.schema(part)).text_window"
    }
    try create("matrix") { part in
      let columns = MatrixFields.columns.list(replacing: ["key": KeyedTable.matrix.joined("key", part: part)])
      return "SELECT \(columns), \(part) AS part, key AS local FROM \(JoinedKeys.schema(part)).matrix"
    }
    try create("score") { part in
      let columns = ScoreFields.columns.list(replacing: ["key": KeyedTable.score.joined("key", part: part)])
      return "SELECT \(columns), \(part) AS part, key AS local FROM \(JoinedKeys.schema(part)).score"
    }
    // A piece that several stores have is that of the first.
    try create("token") { part in
      let others = (0..<part).map { "NOT EXISTS (SELECT 1 FROM \(JoinedKeys.schema($0)).token AS other WHERE other.id = token.id)" }
      let condition = others.isEmpty ? "" : " WHERE " + others.joined(separator: " AND ")
      return "SELECT \(PieceFields.columns.list) FROM \(JoinedKeys.schema(part)).token AS token\(condition)"
    }
    try createTotals(TokenTotal.self)
    try createTotals(WordTotal.self)
  }

  /// Makes the view over the examples.
  func createExamples() throws {
    try create("example") { part in
      let columns = ExampleFields.columns.list(replacing: [
        "key": KeyedTable.example.joined("key", part: part), "label": label("label", part), "predicted": label("predicted", part),
      ])
      return "SELECT \(columns), \(part) AS part, key AS local FROM \(JoinedKeys.schema(part)).example"
    }
  }

  /// The totals of each store, one after another: whoever reads them adds them up. Each row has a checksum of its own.
  private func createTotals<Total: TableRow>(_ type: Total.Type) throws {
    try create(Total.table) { part in
      let columns = Total.qualified.list(replacing: [
        "slice": "map.slice", "checksum": TotalsChecksum.changed("\(Total.table).checksum", from: "map.local", to: "map.slice"),
      ])
      // The order of this join makes a query for one slice read one range.
      return """
        SELECT \(columns) FROM main.slice_map AS map CROSS JOIN \(JoinedKeys.schema(part)).\(Total.table) AS \(Total.table)
          ON \(Total.table).slice = map.local WHERE map.part = \(part)
        """
    }
  }

  private func create(_ name: String, _ part: (Int) -> String) throws {
    try database.execute(sql: "CREATE TEMP VIEW \(name) AS " + (0..<parts).map(part).joined(separator: " UNION ALL "))
  }

  /// An SQL expression: the new id of a label. A damaged label gets an id that no label has.
  private func label(_ column: String, _ part: Int) -> String {
    guard changed.contains(part) else { return column }
    return """
      CASE WHEN \(column) > \(classes)
      THEN coalesce((SELECT map.id FROM main.label_map AS map WHERE map.part = \(part) AND map.local = \(column)), \(column) | 1 << 62)
      ELSE \(column) END
      """
  }
}
