import GRDB

/// Reads the examples of a slice in the order of the corpus, and continues after damaged pages.
struct CorpusOrder {
  private let database: Database
  private let conditions: FilterConditions
  private let offset: Int
  private let limit: Int?

  /// - Parameters:
  ///   - database: The connection.
  ///   - conditions: The conditions. On labels only, the index has all that they need.
  ///   - offset: Number of examples to skip.
  ///   - limit: Largest number of examples.
  init(_ database: Database, conditions: FilterConditions, offset: Int, limit: Int?) {
    (self.database, self.conditions, self.offset, self.limit) = (database, conditions, offset, limit)
  }

  /// Calls `visit` with the row of each example, whose columns are `ExampleReader.columns`.
  /// - Throws: Errors of the closures; errors of SQLite other than a damaged page.
  func forEach(_ visit: (DirectStatement) throws -> Void, onDamage: (StoreError) throws -> Void) throws {
    // The index contains rows and labels, so the examples come in order and, with conditions on labels only, no others are read.
    let select = try DirectStatement(
      """
      SELECT \(ExampleReader.columns), example.row, example.key FROM example \(conditions.sql)
      ORDER BY example.row, example.id LIMIT \(limit ?? -1) OFFSET \(offset)
      """, in: database)
    conditions.bind(to: select)
    var (visited, row, keysOfRow) = (0, Int64.min, Set<Int64>())
    while let hasRow = try Self.step(select) {
      guard hasRow else { return }
      var cells = select.cells(from: ExampleReader.columnCount)
      let next = cells.next(Int64.self)
      if next != row { (row, keysOfRow) = (next, []) }
      keysOfRow.insert(cells.next())
      visited += 1
      try visit(select)
    }
    // The index of which store would be the next one is not known.
    if database.isJoined { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a page is malformed") }
    try forEachBeyond(row: row, keysOfRow: keysOfRow, visited: visited, visit, onDamage: onDamage)
  }

  /// Continues with the index alone. The index has no ids: examples of the same row in several corpora come in the order of writing.
  private func forEachBeyond(
    row: Int64, keysOfRow: Set<Int64>, visited: Int, _ visit: (DirectStatement) throws -> Void, onDamage: (StoreError) throws -> Void
  ) throws {
    let keys = try DirectStatement(
      """
      SELECT example.key FROM main.example INDEXED BY example_by_row \(conditions.sql.isEmpty ? "WHERE" : conditions.sql + " AND")
        example.row >= ? ORDER BY example.row
      """, in: database)
    keys.bind(from: conditions.bind(to: keys), values: row)
    let select = try DirectStatement(
      "SELECT \(ExampleReader.columns) FROM example WHERE example.key = ?", in: database)
    var (left, passed) = ((limit ?? .max) - visited, visited == 0 ? offset : 0)
    while left > 0, try keys.step() {
      let key = keys.value(Int64.self)
      guard !keysOfRow.contains(key) else { continue }
      guard passed == 0 else {
        passed -= 1
        continue
      }
      left -= 1
      select.bind(values: key)
      defer { select.reset() }
      if try Self.step(select) == true {
        try visit(select)
      } else {
        try onDamage(ExampleReader.damage(ExampleNames.id(ofKey: key, in: database) ?? "number \(key)"))
      }
    }
  }

  /// Whether there is another row; nil where its page is damaged.
  private static func step(_ statement: DirectStatement) throws -> Bool? {
    do { return try statement.step() } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT { return nil }
  }
}
