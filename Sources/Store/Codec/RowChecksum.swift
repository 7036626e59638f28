import GRDB
import GRDBSQLite

/// The checksums of labels, vocabulary pieces, runs and settings: `Checksum` of the columns of a row, in order, without the checksum's own.
enum RowChecksum {
  /// Registers `row_checksum(column, ...)` with a connection.
  static func register(on database: Database) {
    let code = sqlite3_create_function_v2(
      database.sqliteConnection, "row_checksum", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, count, values in
        var checksum = Checksum()
        for index in 0..<Int(count) { RowChecksum.add(values?[index], to: &checksum) }
        sqlite3_result_int64(context, checksum.stored)
      }, nil, nil, nil)
    precondition(code == SQLITE_OK, "SQLite could not take the function row_checksum: code \(code)")
  }

  /// Adds a value with its type, so that a number and its digits have different checksums.
  private static func add(_ value: OpaquePointer?, to checksum: inout Checksum) {
    func bytes(_ address: UnsafeRawPointer?) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: address, count: address == nil ? 0 : Int(sqlite3_value_bytes(value)))
    }
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: checksum.add(Int(sqlite3_value_int64(value)))
    case SQLITE_FLOAT: checksum.add(sqlite3_value_double(value))
    case SQLITE_TEXT: checksum.add(bytes(sqlite3_value_text(value)))
    case SQLITE_BLOB: checksum.add(bytes(sqlite3_value_blob(value)))
    default: checksum.add(-1)
    }
  }
}
