import GRDB
import GRDBSQLite

/// The checksums of labels, vocabulary pieces, runs and settings: `Checksum` over the columns of a row, in order, the checksum's own aside.
enum RowChecksum {
  /// The tables whose rows end with one.
  enum Table: String, CaseIterable {
    case settings, run, label, token

    /// The columns that go into it.
    var columns: String {
      switch self {
      case .settings:
        """
        model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels, problem_type, codec,
        stride, texts, salt, label_rule, threshold
        """
      case .run:
        """
        id, tool_version, backend, instruction_set, corpus, workers, started_at, finished_at, interrupted, examples, skipped, failed,
        truncated, tokens, audit
        """
      case .label: "id, name"
      case .token: "id, piece"
      }
    }

    /// Whether a row agrees with its checksum, in SQL.
    var isSound: String { "checksum IS row_checksum(\(columns))" }

    /// Gives a row that was written or changed its checksum, within a transaction.
    func seal(_ id: Int64, in database: Database) throws {
      let key = self == .settings ? "only" : "id"
      let update = try DirectStatement(
        cached: "UPDATE \(rawValue) SET checksum = row_checksum(\(columns)) WHERE \(key) = ?", in: database)
      update.bind(1, id)
      try update.run()
    }
  }

  /// The checksum of a label or piece.
  static func of(_ id: Int64, _ name: some Collection<UInt8>) -> Int64 {
    var checksum = Checksum()
    checksum.add(Int(id))
    checksum.add(name)
    return checksum.stored
  }

  /// Makes `row_checksum(column, ...)` known to a connection.
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

  /// Adds a value as what it is, so that it matters whether a number or its digits are stored.
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
