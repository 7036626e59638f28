import GRDB

/// Copies rows of a table unchanged to the same table of another store. Rows of an older store are copied as its reading views show them.
struct RowCopy {
  private let select: DirectStatement
  private let insert: DirectStatement

  init(_ table: String, where condition: String = "1", from source: Database, to target: Database) throws {
    select = try DirectStatement("SELECT * FROM \(table) WHERE \(condition)", in: source)
    let values = Array(repeating: "?", count: select.columnCount).joined(separator: ", ")
    insert = try DirectStatement("INSERT INTO \(table) VALUES (\(values))", in: target)
  }

  /// Copies the rows for which the condition holds with these values.
  func run(_ values: Int64...) throws {
    for (index, value) in values.enumerated() { value.bind(to: select, Int32(index + 1)) }
    defer { select.reset() }
    while try select.step() {
      insert.bind(rowOf: select)
      try insert.run()
    }
  }

  /// Copies the rows for which the condition holds, up to the first damaged page.
  func runWhereReadable() throws {
    do { try run() } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {}
  }
}
