import Foundation
import GRDB
import GRDBSQLite

/// Ends the reads of a connection when nobody waits for their result any more, and tells how far they are. SQLite asks between steps of its
/// programs, some hundred times a second.
final class ReadLimit {
  private static let steps: Int32 = 20_000
  private let isOver: @Sendable () -> Bool
  private let note: @Sendable (Int) -> Void
  private let connection: OpaquePointer?

  private init(_ isOver: @escaping @Sendable () -> Bool, _ note: @escaping @Sendable (Int) -> Void, of connection: OpaquePointer?) {
    (self.isOver, self.note, self.connection) = (isOver, note, connection)
  }

  /// Tells how far the reads are; whether they are to end.
  private func ask() -> Bool {
    note(passedExamples)
    return isOver()
  }

  /// The examples that the running statements have passed in scans of all of them: of several statements, those of the one with most. Scans of
  /// other tables, such as that of words, do not count.
  private var passedExamples: Int {
    var (most, statement) = (0, sqlite3_next_stmt(connection, nil))
    while let running = statement {
      if sqlite3_stmt_busy(running) != 0, let sql = sqlite3_sql(running), strstr(sql, "FROM example ") != nil {
        most = max(most, Int(sqlite3_stmt_status(running, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0)))
      }
      statement = sqlite3_next_stmt(connection, running)
    }
    return most
  }

  /// Runs `body`, in which statements of the connection fail with SQLITE_INTERRUPT once `isOver` says so.
  /// - Parameters:
  ///   - isOver: Asked by the thread that reads.
  ///   - note: Told by the same thread, as often, how many examples the present scan of all of them has passed; 0 where there is none.
  ///   - connection: A connection that no other thread uses meanwhile.
  ///   - body: What reads.
  /// - Returns: What `body` returns.
  /// - Throws: `DatabaseError` where a read ended early; errors of `body`.
  static func with<Result>(
    _ isOver: @escaping @Sendable () -> Bool, noting note: @escaping @Sendable (Int) -> Void, on connection: any DatabaseReader,
    _ body: () throws -> Result
  ) throws -> Result {
    let limit = try connection.unsafeReentrantRead { database in
      let limit = ReadLimit(isOver, note, of: database.sqliteConnection)
      let ask: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { limit in
        guard let limit else { return 0 }
        return Unmanaged<ReadLimit>.fromOpaque(limit).takeUnretainedValue().ask() ? 1 : 0
      }
      sqlite3_progress_handler(database.sqliteConnection, steps, ask, Unmanaged.passUnretained(limit).toOpaque())
      return limit
    }
    return try withExtendedLifetime(limit) {
      let result = Swift.Result { try body() }
      try connection.unsafeReentrantRead { database in
        sqlite3_progress_handler(database.sqliteConnection, 0, nil, nil)
        // The end of a transaction may have been interrupted, too.
        if database.isInsideTransaction { try database.rollback() }
      }
      return try result.get()
    }
  }
}
