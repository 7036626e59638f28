import Foundation
import GRDB
import Support

/// Ends a store's WAL mode, so that one file is left.
struct LogFolding {
  /// The result.
  enum Outcome {
    /// The store is one file.
    case single
    /// The file holds everything, but another process has it open: an empty log stays beside it.
    case opened
  }

  let file: StoreFile

  /// Copies the log into the file and leaves WAL mode; waits for processes that read.
  /// - Parameter isWaiting: Whether to wait as long as the file's writer does; else tries once.
  /// - Returns: The result.
  /// - Throws: `StoreError` where another process still reads an older state, so that the log remains part of the store; errors of SQLite.
  func run(isWaiting: Bool) throws -> Outcome {
    let queue = try DatabaseQueue(path: file.path, configuration: file.configuration(readonly: false))
    defer { try? queue.close() }
    let start = ContinuousClock.now
    var isTold = false
    while try !leavesLog(queue) {
      let isWhole = try isFolded(queue)
      let wait = isWaiting ? file.wait.limit : 0
      let waited = (ContinuousClock.now - start) / .seconds(1)
      // Where only an extra file is at stake, the wait is short.
      if isWhole, waited >= min(wait, LockWait.brief.seconds) { return .opened }
      guard waited < wait else {
        if file.wait.isInterrupted() {
          throw StoreError(
            "stopped: what was read is written, but another process is reading the store \(file.name), whose newest part is still in "
              + "\(file.name)-wal: keep the two together, and run the same command again to continue", kind: .interrupted)
        }
        throw StoreError(
          "everything was written, but for \(file.wait.text) another process has been reading the store \(file.name), whose newest part is "
            + "still in \(file.name)-wal: keep the two together, and run the same command again when that process has ended",
          kind: .busy)
      }
      if !isTold, waited >= LockWait.noticeable {
        isTold = true
        file.wait.onWait()
      }
      usleep(50_000)
    }
    return .single
  }

  /// Whether WAL mode could be left, which is possible only where no other process has the store open.
  private func leavesLog(_ queue: DatabaseQueue) throws -> Bool {
    do {
      return try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") } == "delete"
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      return false
    }
  }

  /// Copies as much of the log as readers permit; returns whether all of it was copied.
  private func isFolded(_ queue: DatabaseQueue) throws -> Bool {
    do {
      let row = try queue.writeWithoutTransaction { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(PASSIVE)") }
      // Columns: busy, frames in the log, frames copied.
      return row.map { ($0[0] as Int) == 0 && ($0[1] as Int) == ($0[2] as Int) } ?? false
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      return false
    }
  }
}
