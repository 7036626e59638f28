internal import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import Schema

/// The file of a store: whether it is one, of which version, and how connections to it are made.
struct StoreFile {
  let path: String
  /// As messages call it.
  let name: String
  /// How long a writer waits for other processes; nil where it is only read, or looked at.
  private let writer: LockWait?
  /// How long connections wait for other processes.
  var wait: LockWait { writer ?? .brief }

  init(_ url: URL, writer: LockWait? = nil) {
    self.writer = writer
    // A link is followed, so that two names of one store are one path.
    path = Self.resolved(url.standardizedFileURL.resolvingSymlinksInPath().path)
    name = url.relativePath
  }

  /// Follows links that lead to no file yet, which Foundation leaves as they are.
  private static func resolved(_ path: String) -> String {
    var path = path
    // As many as Linux follows; what then is a link still cannot be opened.
    for _ in 0..<40 {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
      path = URL(fileURLWithPath: target, relativeTo: URL(fileURLWithPath: path).deletingLastPathComponent()).standardizedFileURL.path
    }
    return path
  }

  /// What SQLite keeps beside a store in WAL mode.
  static func logs(of path: String) -> [String] { [path + "-wal", path + "-shm"] }

  private var logPath: String { path + "-wal" }
  private func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }
  /// Bytes of the file itself.
  var bytes: Int { size(path) }
  private var hasLog: Bool { size(logPath) > 0 }

  // MARK: Connections

  /// Bytes of a page, chosen when a store is created. See `schema/README.md` for what was measured.
  static let pageSize = 8192
  /// Kilobytes of pages for one large transaction with a rollback journal, which is written to the disk before any page that leaves memory.
  static let pagesInBulk = 32768

  /// Settled before the first connection of the process. The lock taken for the count was a tenth of the time of adding to totals.
  private static let countsNoMemory: Bool = sqliteCountNoMemory() == SQLITE_OK

  /// What all connections have in common, with so many kilobytes of pages for one that writes.
  func configuration(readonly: Bool, pages: Int = 4096) -> Configuration {
    _ = Self.countsNoMemory
    var configuration = Configuration()
    configuration.readonly = readonly
    // A writer that ends, or begins, holds the file for a moment; other programs may hold it longer.
    configuration.busyMode = .callback { [wait] in wait.isToTryAgain(after: $0) }
    configuration.foreignKeysEnabled = false
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { database in
      try Defences.raise(on: database)
      RowFunctions.register(on: database)
      RowChecksum.register(on: database)
      TotalsChecksum.register(on: database)
      if !readonly {
        // No write waits for the disk: a commit survives the process, killed or not, and a power cut costs the last seconds but never the
        // store. 4 MB of pages are enough for a run, which visits totals in the order of their trees: 32 were no quicker with 200,000 examples of
        // random ids and 20 labels, but filled up as the corpus went on. A log of 32 MB between checkpoints.
        try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -\(pages); PRAGMA wal_autocheckpoint = 4000")
      }
    }
    return configuration
  }

  /// Opens a connection that never writes, to a file that has been found to be there.
  func openForReading() throws -> DatabaseQueue {
    guard !path.utf8.contains(0) else { throw StoreError("a store's name cannot contain NUL") }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
      _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN && !hasLog {
      // In WAL mode, which only a run that did not come to its end leaves, SQLite wants its two files beside the store. In a folder where
      // it cannot make them nobody writes either, so that the store may be taken as it is.
      return try openUntouched()
    }
  }

  /// Opens the file alone, without locks and without the two files that WAL mode wants beside it. Right only where nobody writes.
  ///
  /// Fails where SQLite was built without names that are URIs, which Debian's and its kin's are not.
  private func openUntouched() throws -> DatabaseQueue {
    let allowed = CharacterSet(charactersIn: "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration(readonly: true))
  }

  /// Lets a connection that does not write see a store of an older version as one of the newest.
  /// - Throws: `StoreError` where it is no store, or newer or shorter than it should be; else what SQLite reports.
  func readAsNewest(_ queue: DatabaseQueue) throws {
    guard let sql = Schema.reading(version: try queue.read(version)) else { return }
    // Not in a `read`, which would refuse even what is kept in memory only.
    try queue.inDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY; " + sql) }
  }

  // MARK: Checks

  /// What a look at the file told.
  enum State: Equatable {
    /// There is none, or it is empty.
    case absent
    /// A store of this version.
    case store(version: Int)
  }

  /// Looks at the file without changing it, unless the creation of a store was killed: what there is of that is removed.
  /// - Throws: `StoreError` where it is something else than a store, or damaged.
  func inspect() throws -> State {
    guard FileManager.default.fileExists(atPath: path) else { return .absent }
    try refuseSpecial()
    if bytes == 0, !hasLog { return .absent }
    try refuseUnreadable()
    return try describingErrors {
      try refuseForeign()
      do {
        return .store(version: try openForReading().read(version))
      } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY && size(path + "-journal") > 0 {
        // The creation was killed; SQLite takes it back when the file is opened for writing.
        try DatabaseQueue(path: path, configuration: configuration(readonly: false)).close()
        return try bytes == 0 ? .absent : .store(version: openForReading().read(version))
      }
    }
  }

  /// - Throws: `StoreError` where there is no file, or its folder may not be searched.
  func refuseAbsent() throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    var status = stat()
    guard stat(path, &status) != 0, errno != ENOENT, errno != ENOTDIR else { throw StoreError("there is no store \(name)") }
    throw StoreError("the store \(name) cannot be read: \(String(cString: strerror(errno)))", kind: .unavailable)
  }

  /// - Throws: `StoreError` where it is a folder, or a device or pipe, beside which SQLite would leave its own files.
  private func refuseSpecial() throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    throw StoreError(status.st_mode & S_IFMT == S_IFDIR ? "\(name) is a folder, not a store" : "\(name) is a device or pipe, not a store")
  }

  /// - Throws: `StoreError` where the file is none such as a store is, may not be read, or is empty.
  func refuseUnreadable() throws {
    try refuseSpecial()
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw StoreError("the store \(name) cannot be read: permission denied", kind: .unavailable)
    }
    guard bytes > 0 || hasLog else { throw StoreError("the store \(name) is an empty file") }
  }

  /// Refuses another program's database without so much as the files that SQLite makes beside one in WAL mode.
  ///
  /// A store gets its `application_id` when it is created and never in WAL mode, so that the file alone tells.
  func refuseForeign() throws {
    do {
      guard try openUntouched().read({ try Int32.fetchOne($0, sql: "PRAGMA application_id") }) == Schema.applicationID else {
        throw isForeign
      }
    } catch let error as DatabaseError where error.resultCode != .SQLITE_NOTADB {
      // Half-way through a checkpoint the file alone may look damaged.
    }
  }

  private var isForeign: StoreError { StoreError("\(name) is a SQLite database of another program, not a store of globenc-index") }

  /// The version of the store that a connection is to.
  /// - Throws: `StoreError` where it is none, or newer or shorter than it should be; else what SQLite reports.
  func version(_ database: Database) throws -> Int {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard application == Schema.applicationID else { throw isForeign }
    guard version <= Schema.version else {
      throw StoreError(
        "the store \(name) has version \(version), newer than the \(Schema.version) that this program knows: use a newer program")
    }
    guard version >= 1 else { throw StoreError("the store \(name) is damaged: it has no version", kind: .damage) }
    let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    guard hasLog || bytes >= pageSize * pages else {
      throw StoreError(
        "the store \(name) is truncated: it has \(bytes) of its \(pageSize * pages) bytes; make it anew, or use a copy",
        kind: .damage)
    }
    try SchemaCheck.refuseStrangeTables(in: database, version: version, name: name)
    return version
  }

  /// The sentence for what SQLite reports about the file.
  func describe(_ error: DatabaseError) -> StoreError {
    // A damaged schema is quoted as it is.
    let message = error.message.map { String($0.map { $0.isNewline ? " " : $0 }) }
    return switch error.resultCode {
    case .SQLITE_NOTADB:
      StoreError("\(name) is not a store: it is no SQLite database")
    case .SQLITE_CORRUPT:
      StoreError("the store \(name) is damaged or truncated (\(message ?? "malformed")): make it anew, or use a copy", kind: .damage)
    case .SQLITE_CANTOPEN where hasLog:
      StoreError(
        "the store \(name) was left by an interrupted run, and its log \(name)-wal cannot be read in a folder without write permission: "
          + "copy both files elsewhere, or run globenc-index again", kind: .unavailable)
    case .SQLITE_CANTOPEN:
      StoreError("the store \(name) cannot be opened: \(message ?? "unknown reason")", kind: .unavailable)
    case .SQLITE_BUSY where wait.isInterrupted():
      StoreError(
        "stopped while another process had the store \(name) locked: what was committed is safe; run the same command again to continue",
        kind: .interruption)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      StoreError(
        "the store \(name) has been locked by another process for \(wait.text): "
          + (writer == nil
            ? "try again when that has ended" : "what was committed is safe; run the same command again when that process has ended"),
        kind: .unavailable)
    case .SQLITE_FULL:
      StoreError(
        "the disk is full: what was written to the store \(name) before is safe; make room, and run the same command again",
        kind: .unavailable)
    case .SQLITE_READONLY where size(path + "-journal") > 0:
      StoreError("the creation of the store \(name) was interrupted: run globenc-index again")
    case .SQLITE_READONLY:
      StoreError("the store \(name) cannot be written to: permission denied", kind: .unavailable)
    case .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_PROTOCOL, .SQLITE_NOLFS, .SQLITE_INTERRUPT:
      StoreError("the store \(name) cannot be used: \(message ?? "SQLite reports \(error.resultCode)")", kind: .unavailable)
    default:
      StoreError("the store \(name) failed: \(message ?? "SQLite reports \(error.resultCode)")")
    }
  }

  /// Runs `body`; what SQLite reports becomes a `StoreError`.
  func describingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError { throw describe(error) }
  }
}
