import Foundation
import GRDB
import Support

/// Ids with a row each, in a temporary file that disappears with the process: any number of ids takes a few megabytes of memory.
///
/// Ids are compared by their bytes. Any thread may call any method.
public final class SpilledIDs: Sendable {
  private let queue: DatabaseQueue

  /// Creates an empty set.
  /// - Throws: `StoreError` where no temporary file can be made.
  public init() throws {
    queue = try Self.describingErrors {
      // For a database without a name, SQLite makes a file in its temporary folder and unlinks it at once.
      let queue = try DatabaseQueue(path: "")
      try queue.inDatabase {
        try $0.execute(
          sql: """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE id (id BLOB PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID;
            """)
      }
      return queue
    }
  }

  /// Adds an id; an id that is already in the set keeps its row.
  /// - Throws: `StoreError` where the temporary file cannot be written to.
  public func insert(_ id: String, row: Int) throws {
    try Self.describingErrors {
      try queue.inDatabase { try $0.execute(sql: "INSERT OR IGNORE INTO id VALUES (?, ?)", arguments: [Data(id.utf8), row]) }
    }
  }

  /// The row of an id; nil where it is not in the set.
  /// - Throws: `StoreError` where the temporary file cannot be read.
  public func row(of id: String) throws -> Int? {
    try Self.describingErrors {
      try queue.inDatabase { try Int.fetchOne($0, sql: "SELECT row FROM id WHERE id = ?", arguments: [Data(id.utf8)]) }
    }
  }

  private static func describingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
      throw StoreError(
        "the ids of refused rows cannot be kept in a temporary file: \(error.message ?? "SQLite says \(error.resultCode)")",
        kind: .unavailable)
    }
  }
}
