public import Foundation
import GRDB
import Schema
import Support
import Synchronization

/// One SQLite file with examples and their attributions.
///
/// Concurrency:
/// - One process writes, from one thread at a time. A second writer is refused.
/// - Meanwhile any thread of this process may read, and so may any number of other processes.
/// - A reader sees whole transactions only, each with all its totals.
public final class AttributionStore: Sendable {
  /// The location of the store.
  public let url: URL
  /// The settings that all examples share.
  public let settings: StoreSettings
  /// The form in which the store keeps examples.
  public let form: ExampleForm

  /// The stores that are read as this one; empty where it is one file.
  public let parts: [AttributionStore]

  let file: StoreFile
  /// The sums of the last rankings; nil where each ranking reads its own.
  let memory: RankingMemory?
  private let connection: any DatabaseReader
  private let writing: Mutex<Writing?>

  /// The state of a store that is open for writing.
  struct Writing {
    let pool: DatabasePool
    let lock: WriterLock
    /// The files that SQLite keeps beside the store during writing.
    let logs: Set<FileIdentity>
  }

  init(
    url: URL, parts: [AttributionStore] = [], file: StoreFile, settings: StoreSettings, salt: Int64, connection: any DatabaseReader,
    writing: Writing?, memory: RankingMemory? = nil
  ) {
    self.url = url
    self.parts = parts
    (self.file, self.memory) = (file, memory)
    self.settings = settings
    form = ExampleForm(settings, salt: salt)
    self.connection = connection
    self.writing = Mutex(writing)
  }

  deinit {
    _ = try? close(isWaiting: false)
  }

  // MARK: Opening

  /// Opens a store for adding examples. Creates it where there is none, and migrates an older one.
  /// - Parameters:
  ///   - url: The location of the store.
  ///   - settings: The settings of the store and of the run.
  ///   - shard: The shard that a new store has; nil for a store of a whole corpus. A store that exists keeps its own record.
  ///   - wait: How long to wait, now and while writing, for another process that has locked the store.
  /// - Returns: The store.
  /// - Throws: `StoreError` where the file is no store, is of a newer version or truncated, is being written by another process, has other
  ///   settings, or cannot be created. In all cases nothing is created or changed.
  public static func openForWriting(at url: URL, settings: StoreSettings, shard: ShardRecord? = nil, wait: LockWait? = nil) throws
    -> AttributionStore
  {
    let file = StoreFile(url, writer: wait ?? .brief)
    if let objection = settings.labels.lazy.compactMap(LabelLimit.objection(to:)).first {
      throw StoreError("no store can hold the model's classes: \(objection)", kind: .incompatible)
    }
    if let objection = StoredMethods.objection(to: settings.methods) {
      throw StoreError("no store can have these methods: \(objection)", kind: .refused)
    }
    let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw StoreError("the store \(file.name) cannot be created: there is no folder \(folder): make it first", kind: .notFound)
    }
    // Before locking, so that a file that is no store is not even opened for writing.
    _ = try file.inspect()
    let lock = try WriterLock(path: file.path, name: file.name)
    do {
      return try file.describingErrors {
        switch try file.inspect() {
        case .absent:
          // A store with texts has nothing to hide; without a random salt, stores with equal examples are equal.
          try create(file, settings, salt: settings.keepsTexts ? 0 : shard?.salt ?? .random(in: .min...(.max))) { database in
            if let shard { try ShardRow.create(shard, in: database) }
          }
        case .store(let version):
          let stored = try refuseOtherSettings(file, settings)
          if version < Schema.version { try migrate(file) }
          try add(settings.methods.dropFirst(stored.methods.count), behind: stored.methods, to: file)
        }
        let pool = try DatabasePool(path: file.path, configuration: file.configuration(readonly: false))
        let settings = try pool.read { try SettingsRow.read(in: $0, of: file.name) }
        let salt = try pool.read(SettingsRow.salt)
        let logs = Set(StoreFile.logs(of: file.path).compactMap(FileIdentity.init(path:)))
        return AttributionStore(
          url: url, file: file, settings: settings, salt: salt, connection: pool, writing: Writing(pool: pool, lock: lock, logs: logs))
      }
    } catch {
      lock.removeIfEmpty()
      throw error
    }
  }

  /// Opens a store for reading. It never changes the store, and it works in a folder without write permission and for older versions.
  /// - Parameters:
  ///   - url: The location of the store.
  ///   - memory: Keeps the sums of the last rankings, for this and other readers of the same file; nil for none.
  /// - Returns: The store.
  /// - Throws: `StoreError` where the file is missing, unreadable, no store, of a newer version or truncated.
  public static func openForReading(at url: URL, memory: RankingMemory? = nil) throws -> AttributionStore {
    let file = StoreFile(url)
    try file.refuseAbsent()
    return try file.describingErrors {
      try file.refuseUnreadable()
      try file.refuseForeign()
      let queue = try file.openForReading()
      try file.readAsNewest(queue)
      let settings = try queue.read { try SettingsRow.read(in: $0, of: file.name) }
      return AttributionStore(
        url: url, file: file, settings: settings, salt: try queue.read(SettingsRow.salt), connection: queue, writing: nil,
        memory: memory)
    }
  }

  /// Creates the store in one transaction, so that a killed process leaves none; `extend` makes tables that not every store has.
  static func create(_ file: StoreFile, _ settings: StoreSettings, salt: Int64, extend: (Database) throws -> Void = { _ in }) throws {
    var configuration = file.configuration(readonly: false)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(StoreFile.pageSize)") }
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.inTransaction(.exclusive) { database in
      for sql in Schema.migrations { try database.execute(sql: sql) }
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)")
      try SettingsRow.insert(settings, salt: salt, in: database)
      try extend(database)
      return .commit
    }
    try queue.close()
  }

  /// Migrates an older store in one transaction. `prepare` receives the connection first.
  static func migrate(_ file: StoreFile, prepare: (Database) throws -> Void = { _ in }) throws {
    let queue = try DatabaseQueue(path: file.path, configuration: file.configuration(readonly: false, pages: StoreFile.pagesInBulk))
    try queue.inDatabase(prepare)
    let version = try queue.read { try file.version($0) }
    try queue.inTransaction(.exclusive) { database in
      for sql in Schema.migrations.dropFirst(version) { try database.execute(sql: sql) }
      if version < TotalsVersion.first { try KeptTotals.rebuild(in: database) }
      try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
      return .commit
    }
    try queue.close()
  }

  /// Adds the methods that the store does not have yet. Existing examples get their scores when they are written again.
  private static func add(_ methods: ArraySlice<MethodSettings>, behind stored: [MethodSettings], to file: StoreFile) throws {
    guard !methods.isEmpty else { return }
    let added = StoredMethods(stored + methods).entries.dropFirst(stored.count)
    let queue = try DatabaseQueue(path: file.path, configuration: file.configuration(readonly: false))
    try queue.write { try SettingsRow.insert(added, in: $0) }
    try queue.close()
  }

  /// - Returns: The store's own settings.
  private static func refuseOtherSettings(_ file: StoreFile, _ settings: StoreSettings) throws -> StoreSettings {
    let queue = try file.openForReading()
    try file.readAsNewest(queue)
    let stored = try queue.read { try SettingsRow.read(in: $0, of: file.name) }
    try refuse(settings, unlike: stored, store: file.name)
    return stored
  }

  static func refuse(_ settings: StoreSettings, unlike stored: StoreSettings, store name: String) throws {
    let differences = SettingsDifference.describe(store: stored, given: settings)
    guard !differences.isEmpty else { return }
    throw StoreError(
      "the store \(name) was made with \(differences.joined(separator: "; ")): use the same settings, or another store",
      kind: .incompatible)
  }

  // MARK: Access for the extensions

  /// Runs `body` on a connection, in a transaction, so that it sees one state of the store. Calls may be nested.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try inPlace {
      try connection.unsafeReentrantRead { database in
        guard !database.isInsideTransaction else { return try body(database) }
        try database.beginTransaction(.deferred)
        // Nothing was written, so an error here does not matter.
        defer { try? database.commit() }
        return try body(database)
      }
    }
  }

  /// Whether this thread is within ``read(_:)``.
  var isReading: Bool { get throws { try connection.unsafeReentrantRead { $0.isInsideTransaction } } }

  /// Runs `body`, in which reads of this store end with an error once `isOver` says so: nobody waits for them.
  /// - Parameters:
  ///   - isOver: Asked by the thread that reads, many times a second.
  ///   - note: Told by the same thread, as often, how many examples the present scan of all examples has passed; 0 where there is none.
  ///   - body: What reads. No other thread uses this object meanwhile.
  /// - Returns: What `body` returns.
  /// - Throws: `StoreError` for reads that ended early; errors of `body`.
  public func reading<Result>(
    until isOver: @escaping @Sendable () -> Bool, noting note: @escaping @Sendable (Int) -> Void = { _ in }, _ body: () throws -> Result
  ) throws -> Result {
    try inPlace { try ReadLimit.with(isOver, noting: note, on: connection, body) }
  }

  /// Runs `body` in a transaction, which is rolled back if it throws.
  /// - Precondition: The store was opened for writing and is not closed.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    let result = try inPlace { try writer().write(body) }
    // Changes to a file that nobody can find any more would be lost silently.
    if let displacement = writing.withLock({ $0?.lock.displacement }) { throw displacement.error(name: file.name) }
    return result
  }

  /// Runs `body` on the writing connection, outside a transaction.
  /// - Precondition: The store was opened for writing and is not closed.
  func writeWithoutTransaction<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try inPlace { try writer().writeWithoutTransaction(body) }
  }

  private func writer() -> DatabasePool {
    guard let pool = writing.withLock({ $0?.pool }) else { preconditionFailure("the store \(file.name) is not open for writing") }
    return pool
  }

  /// Runs `body` and converts errors of SQLite into `StoreError`; the error says so where the writer's file has been moved.
  private func inPlace<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
      throw writing.withLock { $0?.lock.displacement }?.error(name: file.name) ?? file.describe(error)
    }
  }

  /// Takes the state of writing away; nil where the store is not open for writing.
  func endWriting() -> Writing? {
    writing.withLock { writing in
      defer { writing = nil }
      return writing
    }
  }
}
