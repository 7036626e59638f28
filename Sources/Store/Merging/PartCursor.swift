import GRDB
import Support

/// The rows of a table whose keys follow those of the examples, read along with the examples.
struct PartCursor<Row: TableRow> {
  private let select: DirectStatement
  /// Number of keys of the table for each key of an example.
  private let factor: Int64
  private var hasRow: Bool

  /// - Parameters:
  ///   - database: The connection.
  ///   - factor: Number of keys of the table for each key of an example or window.
  /// - Throws: Errors of SQLite.
  init(_ database: Database, factor: Int64) throws {
    let select = try DirectStatement("SELECT \(Row.columns.list) FROM \(Row.table) ORDER BY key", in: database)
    hasRow = try select.step()
    (self.select, self.factor) = (select, factor)
  }

  /// Calls `body` with each row of the example, or windows, with keys from `first` through `last`.
  /// - Throws: `StoreError` where there is a row of no example before it; errors of SQLite and of `body`.
  mutating func forEach(from first: Int64, through last: Int64, _ body: (Row) throws -> Void) throws {
    while hasRow, select.integer(0) < (last + 1) * factor {
      guard select.integer(0) >= first * factor else { throw stray }
      try body(Row(at: select))
      hasRow = try select.step()
    }
  }

  /// - Throws: `StoreError` where rows are left, which then belong to no example.
  func finish() throws {
    if hasRow { throw stray }
  }

  private var stray: StoreError {
    StoreError("table \(Row.table): the row \(select.integer(0)) belongs to no example", kind: .damaged)
  }
}
