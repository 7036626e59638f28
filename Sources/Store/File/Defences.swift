internal import CSQLite
import GRDB
import GRDBSQLite

/// What keeps a file that comes from a stranger from doing more than hold rows.
enum Defences {
  /// The longest text or blob, in bytes: a payload of the largest matrix is shorter.
  private static let longestValue: Int32 = 1 << 29
  /// The longest statement, in bytes: those of the schema, ours, are the longest.
  private static let longestStatement: Int32 = 1 << 20
  /// Columns of a table or a result; the widest of ours has some thirty.
  private static let columns: Int32 = 100
  /// Instructions of a statement; ours have some hundreds.
  private static let instructions: Int32 = 100_000

  /// Raises them for a connection.
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
    // Views, indexes and checks of the file call no functions with effects; a cell that claims more bytes than its page has is an error.
    try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
  }
}
