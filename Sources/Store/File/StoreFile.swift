internal import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import Schema
import Support

/// The file of a store: whether it is one, its version, and connections to it.
struct StoreFile {
  let path: String
  /// The file's name in messages.
  let name: String
  /// The time that a writer waits for other processes; nil where the file is only read.
  let writer: LockWait?
  /// The time that connections wait for other processes.
  var wait: LockWait { writer ?? .brief }

  init(_ url: URL, writer: LockWait? = nil) {
    self.writer = writer
    // Links are followed, so that two names of one store give one path.
    path = Self.resolved(url.standardizedFileURL.resolvingSymlinksInPath().path)
    name = url.relativePath
  }

  /// Several stores that are read as one, under a name for messages.
  init(readingAll files: [StoreFile]) {
    writer = nil
    path = files.first?.path ?? ""
    name = files.dropLast().map(\.name).joined(separator: ", ") + " or " + (files.last?.name ?? "")
  }

  /// Follows links to files that do not exist yet; Foundation does not.
  private static func resolved(_ path: String) -> String {
    var path = path
    // Linux follows 40 links at most; a path that is still a link cannot be opened.
    for _ in 0..<40 {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
      path = URL(fileURLWithPath: target, relativeTo: URL(fileURLWithPath: path).deletingLastPathComponent()).standardizedFileURL.path
    }
    return path
  }

  /// The files that SQLite keeps beside a store in WAL mode.
  static func logs(of path: String) -> [String] { [path + "-wal", path + "-shm"] }

  private var logPath: String { path + "-wal" }
  /// Size of a file in bytes; 0 where there is none.
  func size(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }
  /// Size of the file itself, in bytes.
  var bytes: Int { size(path) }
  var hasLog: Bool { size(logPath) > 0 }

  // MARK: Connections

  /// Bytes of a page, fixed when a store is created. `schema/README.md` has the measurements.
  static let pageSize = 8192
  /// Kilobytes of page cache for one large transaction with a rollback journal: a page that leaves the cache has to wait until the journal
  /// is on the disk.
  static let pagesInBulk = 32768

  /// Turns off SQLite's memory statistics before the process makes its first connection. Their lock took a tenth of the time of adding to
  /// totals.
  private static let countsNoMemory: Bool = sqliteCountNoMemory() == SQLITE_OK

  /// The configuration of all connections; `pages` is the page cache of a writer, in kilobytes.
  func configuration(readonly: Bool, pages: Int = 4096) -> Configuration {
    _ = Self.countsNoMemory
    var configuration = Configuration()
    configuration.readonly = readonly
    // Another writer holds the file for a moment when it begins or ends; other programs may hold it longer.
    configuration.busyMode = .callback { [wait] in wait.isToTryAgain(after: $0) }
    configuration.foreignKeysEnabled = false
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { database in
      try Defences.raise(on: database)
      RowFunctions.register(on: database)
      RowChecksum.register(on: database)
      TotalsChecksum.register(on: database)
      if !readonly {
        // Commits do not wait for the disk: a commit survives the end of the process, even a kill; a power cut costs the last seconds but
        // never the store. A cache of 4 MB is enough for a run, which visits totals in the order of their trees: 32 MB were no faster with
        // 200,000 examples of random ids and 20 labels, but filled up in the course of the run. The log has 32 MB between checkpoints.
        try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -\(pages); PRAGMA wal_autocheckpoint = 4000")
      }
    }
    return configuration
  }

  /// Opens a connection that never writes, to a file that exists.
  func openForReading() throws -> DatabaseQueue { try connectForReading().queue }

  /// The URI by which another connection attaches the file, never to write to it.
  func uriForReading() throws -> String {
    try connectForReading().isUntouched ? uri("immutable=1") : uri("mode=ro")
  }

  private func connectForReading() throws -> (queue: DatabaseQueue, isUntouched: Bool) {
    guard !path.utf8.contains(0) else { throw StoreError("a store's name cannot contain NUL", kind: .refused) }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
      _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
      return (queue, false)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN && !hasLog {
      // In WAL mode, which only an interrupted run leaves behind, SQLite needs its two files beside the store. In a folder where it cannot
      // create them, no other process can write either, so the store may be read as it is.
      return (try openUntouched(), true)
    }
  }

  /// Opens the file alone, without locks and without the two files of WAL mode. This is right only where no process writes.
  ///
  /// Fails where SQLite was built without URI file names; Debian's build has them.
  private func openUntouched() throws -> DatabaseQueue {
    try DatabaseQueue(path: uri("immutable=1"), configuration: configuration(readonly: true))
  }

  private func uri(_ option: String) -> String {
    let allowed = CharacterSet(charactersIn: "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return "file:\(path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)?\(option)"
  }

  /// Makes a store of an older version readable as one of the newest, by views in the connection's memory.
  /// - Throws: `StoreError` where the file is no store, is newer than the program, or is shorter than it should be; else errors of SQLite.
  func readAsNewest(_ queue: DatabaseQueue) throws {
    guard let sql = Schema.reading(version: try queue.read(version)) else { return }
    // A `read` would refuse even changes that stay in memory.
    try queue.inDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY; " + sql) }
  }

  // MARK: Checks

  /// The result of an inspection.
  enum State: Equatable {
    /// The file is missing or empty.
    case absent
    /// A store of this version.
    case store(version: Int)
  }

  /// Inspects the file without changing it, except that the remains of an interrupted creation are removed.
  /// - Throws: `StoreError` where the file is something else than a store, or damaged.
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
        // The creation was interrupted; SQLite rolls it back when the file is opened for writing.
        try DatabaseQueue(path: path, configuration: configuration(readonly: false)).close()
        return try bytes == 0 ? .absent : .store(version: openForReading().read(version))
      }
    }
  }

  /// - Throws: `StoreError` where the file is missing, or its folder may not be searched.
  func refuseAbsent() throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    var status = stat()
    guard stat(path, &status) != 0, errno != ENOENT, errno != ENOTDIR else {
      throw StoreError("there is no store \(name)", kind: .notFound)
    }
    throw StoreError("the store \(name) cannot be read: \(String(cString: strerror(errno)))", kind: .unavailable)
  }

  /// - Throws: `StoreError` where the path is a folder, or a device or pipe, beside which SQLite would leave its own files.
  private func refuseSpecial() throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    throw StoreError(
      status.st_mode & S_IFMT == S_IFDIR ? "\(name) is a folder, not a store" : "\(name) is a device or pipe, not a store",
      kind: .incompatible)
  }

  /// - Throws: `StoreError` where the file is not a regular file, may not be read, or is empty.
  func refuseUnreadable() throws {
    try refuseSpecial()
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw StoreError("the store \(name) cannot be read: permission denied", kind: .unavailable)
    }
    guard bytes > 0 || hasLog else { throw StoreError("the store \(name) is an empty file", kind: .incompatible) }
  }

  /// Refuses another program's database before SQLite creates files beside it, as it does in WAL mode.
  ///
  /// A store gets its `application_id` at its creation, outside WAL mode, so the file alone holds it.
  func refuseForeign() throws {
    do {
      guard try openUntouched().read({ try Int32.fetchOne($0, sql: "PRAGMA application_id") }) == Schema.applicationID else {
        throw isForeign
      }
    } catch let error as DatabaseError where error.resultCode != .SQLITE_NOTADB {
      // In the middle of a checkpoint the file alone may look damaged.
    }
  }

  private var isForeign: StoreError {
    StoreError("\(name) is a SQLite database of another program, not a store of globenc-index", kind: .incompatible)
  }

  /// The version of a connection's store.
  /// - Throws: `StoreError` where the file is no store, is newer than the program, or is shorter than it should be; else errors of SQLite.
  func version(_ database: Database) throws -> Int {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard application == Schema.applicationID else { throw isForeign }
    guard version <= Schema.version else {
      throw StoreError(
        "the store \(name) has version \(version), newer than the \(Schema.version) that this program knows: use a newer program",
        kind: .incompatible)
    }
    guard version >= 1 else { throw StoreError("the store \(name) is damaged: it has no version", kind: .damaged) }
    let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    guard hasLog || bytes >= pageSize * pages else {
      throw StoreError(
        "the store \(name) is truncated: it has \(bytes) of its \(pageSize * pages) bytes; make it anew, or use a copy",
        kind: .damaged)
    }
    try SchemaCheck.refuseStrangeTables(in: database, version: version, name: name)
    return version
  }
}
