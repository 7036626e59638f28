import GRDB
import Support

extension StoreFile {
  /// The error for a failure that SQLite reports about the file.
  func describe(_ error: DatabaseError) -> StoreError {
    // SQLite quotes a damaged schema as it is, line breaks included.
    let message = error.message.map { String($0.map { $0.isNewline ? " " : $0 }) }
    return switch error.resultCode {
    case .SQLITE_NOTADB:
      StoreError("\(name) is not a store: it is no SQLite database", kind: .incompatible)
    case .SQLITE_CORRUPT:
      StoreError("the store \(name) is damaged or truncated (\(message ?? "malformed")): make it anew, or use a copy", kind: .damaged)
    case .SQLITE_CANTOPEN where hasLog:
      StoreError(
        "the store \(name) was left by an interrupted run, and its log \(name)-wal cannot be read in a folder without write permission: "
          + "copy both files elsewhere, or run globenc-index again", kind: .unavailable)
    case .SQLITE_CANTOPEN:
      StoreError("the store \(name) cannot be opened: \(message ?? "unknown reason")", kind: .unavailable)
    case .SQLITE_BUSY where wait.isInterrupted():
      StoreError(
        "stopped while another process had the store \(name) locked: what was committed is safe; run the same command again to continue",
        kind: .interrupted)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      StoreError(
        "the store \(name) has been locked by another process for \(wait.text): "
          + (writer == nil
            ? "try again when that has ended" : "what was committed is safe; run the same command again when that process has ended"),
        kind: .busy)
    case .SQLITE_FULL:
      StoreError(
        "the disk is full: what was written to the store \(name) before is safe; make room, and run the same command again",
        kind: .full)
    case .SQLITE_READONLY where size(path + "-journal") > 0:
      StoreError("the creation of the store \(name) was interrupted: run globenc-index again", kind: .incompatible)
    case .SQLITE_READONLY:
      StoreError("the store \(name) cannot be written to: permission denied", kind: .unavailable)
    case .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_PROTOCOL, .SQLITE_NOLFS, .SQLITE_INTERRUPT:
      StoreError("the store \(name) cannot be used: \(message ?? "SQLite reports \(error.resultCode)")", kind: .unavailable)
    default:
      StoreError("the store \(name) failed: \(message ?? "SQLite reports \(error.resultCode)")", kind: .refused)
    }
  }

  /// Runs `body`; an error of SQLite becomes a `StoreError`.
  func describingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError { throw describe(error) }
  }
}
