import GRDB
import GRDBSQLite

/// A statement that binds and reads values with SQLite's own functions.
///
/// GRDB reads text up to its first NUL and boxes every value; a store contains any text of a corpus, and updates about forty rows of totals
/// for each example. Connection, statement cache and transactions are GRDB's: a direct statement is created and used within one access to
/// the database, and never leaves it.
struct DirectStatement {
  // Keeps the handle alive.
  private let statement: Statement
  private let handle: OpaquePointer

  /// Takes the statement from the connection's cache. Only one statement with the same SQL may be between rows at a time.
  init(cached sql: String, in database: Database) throws {
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    reset()
  }

  /// Compiles a statement of its own, for reading rows while others may use the same SQL.
  init(_ sql: String, in database: Database) throws {
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  // SQLITE_TRANSIENT, a cast that Swift does not import: SQLite has to copy the bytes.
  static let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)

  // MARK: Parameters, numbered from 1

  func bindNull(_ index: Int32) {
    check(sqlite3_bind_null(handle, index))
  }

  func bind(_ index: Int32, _ value: Int64) {
    check(sqlite3_bind_int64(handle, index, value))
  }

  func bind(_ index: Int32, _ value: Int) {
    check(sqlite3_bind_int64(handle, index, Int64(value)))
  }

  func bind(_ index: Int32, _ value: Double) {
    check(sqlite3_bind_double(handle, index, value))
  }

  func bind(_ index: Int32, _ value: String) {
    var value = value
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty buffer may have no address, and a null address would mean NULL.
        guard let address = characters.baseAddress else { return check(sqlite3_bind_text(handle, index, "", 0, Self.copied)) }
        check(sqlite3_bind_text(handle, index, address, Int32(characters.count), Self.copied))
      }
    }
  }

  func bind(_ index: Int32, _ value: [UInt8]) {
    guard !value.isEmpty else { return check(sqlite3_bind_zeroblob(handle, index, 0)) }
    value.withUnsafeBytes { check(sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)) }
  }

  /// Binds the columns of the current row of `source`, in order.
  func bind(rowOf source: DirectStatement) {
    for column in 0..<sqlite3_column_count(source.handle) {
      check(sqlite3_bind_value(handle, column + 1, sqlite3_column_value(source.handle, column)))
    }
  }

  /// Number of columns of a row.
  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// Binds an object as a pointer for a function of ours; SQLite does not look into it. The object lives as long as it is bound.
  func bind(_ index: Int32, object: AnyObject) {
    let pointer = Unmanaged.passRetained(object).toOpaque()
    check(sqlite3_bind_pointer(handle, index, pointer, nil) { $0.map { Unmanaged<AnyObject>.fromOpaque($0).release() } })
  }

  // MARK: Rows

  /// Advances to the next row; false at the end.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
    reset()
    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }

  /// Runs a statement without rows, and resets it for other values.
  func run() throws {
    _ = try step()
    reset()
  }

  /// Resets the statement, so that it holds no lock. The bound values remain.
  func reset() {
    sqlite3_reset(handle)
  }

  // MARK: Columns, numbered from 0

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  func int(_ column: Int32) -> Int { Int(truncatingIfNeeded: sqlite3_column_int64(handle, column)) }
  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
  }

  /// Calls `body` with the bytes of a text, which are valid until the next row.
  func withText<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let bytes = sqlite3_column_text(handle, column)
    return try body(UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// Number of bytes of a text or blob.
  func byteCount(_ column: Int32) -> Int { Int(sqlite3_column_bytes(handle, column)) }

  /// Number of bytes of the longest text or blob in the row.
  var longestValue: Int {
    (0..<sqlite3_column_count(handle)).reduce(0) { longest, column in
      let type = sqlite3_column_type(handle, column)
      return type == SQLITE_TEXT || type == SQLITE_BLOB ? max(longest, byteCount(column)) : longest
    }
  }

  /// Adds a column of any type to a hash.
  func add(_ column: Int32, to hash: inout RecordHash) {
    func bytes(_ address: UnsafeRawPointer?) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: address, count: address == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: hash.add(integer: integer(column))
    case SQLITE_FLOAT: hash.add(number: double(column))
    case SQLITE_TEXT: hash.add(text: bytes(sqlite3_column_text(handle, column)))
    case SQLITE_BLOB: hash.add(blob: bytes(sqlite3_column_blob(handle, column)))
    default: hash.addNone()
    }
  }

  /// Traps on an error, because a value out of range or a lack of memory is a mistake of the caller.
  private func check(_ code: Int32) {
    precondition(code == SQLITE_OK, "SQLite could not bind a value: code \(code)")
  }
}
