internal import CSQLite
import GRDB
import GRDBSQLite

/// SQLite settings that keep a file from a stranger from doing more than hold rows.
enum Defences {
  /// The longest text or blob, in bytes. The payload of the largest matrix is shorter.
  private static let longestValue: Int32 = 1 << 29
  /// The longest statement, in bytes. The statements of our schema are the longest ones needed.
  private static let longestStatement: Int32 = 1 << 20
  /// Columns of a table or a result. Our widest table has some thirty.
  private static let columns: Int32 = 100
  /// Instructions of a statement. Our statements have some hundreds.
  private static let instructions: Int32 = 100_000

  /// Applies the settings to a connection.
  static func raise(on database: Database) throws {
    let connection = database.sqliteConnection
    let code = sqliteDefend(connection.map { UnsafeMutableRawPointer($0) })
    precondition(code == SQLITE_OK, "SQLite could not be made defensive: code \(code)")
    for (limit, value) in [
      (SQLITE_LIMIT_LENGTH, longestValue), (SQLITE_LIMIT_SQL_LENGTH, longestStatement), (SQLITE_LIMIT_COLUMN, columns),
      (SQLITE_LIMIT_VDBE_OP, instructions), (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ] {
      sqlite3_limit(connection, limit, value)
    }
    // Views, indexes and checks of the file may call no functions with side effects, and a cell that claims more bytes than its page has is
    // an error.
    try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
  }
}
