import GRDB
import GRDBSQLite

/// Ends the reads of a connection when nobody waits for their result any more. SQLite asks between steps of its programs, some hundred times a
/// second.
final class ReadLimit {
  private static let steps: Int32 = 20_000
  private let isOver: @Sendable () -> Bool

  private init(_ isOver: @escaping @Sendable () -> Bool) { self.isOver = isOver }

  /// Runs `body`, in which statements of the connection fail with SQLITE_INTERRUPT once `isOver` says so.
  /// - Parameters:
  ///   - isOver: Asked by the thread that reads.
  ///   - connection: A connection that no other thread uses meanwhile.
  ///   - body: What reads.
  /// - Returns: What `body` returns.
  /// - Throws: `DatabaseError` where a read ended early; errors of `body`.
  static func with<Result>(_ isOver: @escaping @Sendable () -> Bool, on connection: any DatabaseReader, _ body: () throws -> Result) throws
    -> Result
  {
    let limit = ReadLimit(isOver)
    try connection.unsafeReentrantRead { database in
      let ask: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { limit in
        guard let limit else { return 0 }
        return Unmanaged<ReadLimit>.fromOpaque(limit).takeUnretainedValue().isOver() ? 1 : 0
      }
      sqlite3_progress_handler(database.sqliteConnection, steps, ask, Unmanaged.passUnretained(limit).toOpaque())
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
