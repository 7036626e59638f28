public import Foundation
<<<<<<< HEAD
import GRDB
import Schema
import Synchronization

/// One SQLite file of examples and their attributions.
///
/// Who may touch what, when:
/// - One process writes, from one thread at a time. A second writer is refused.
/// - Any thread of that process may look up at the same time, and any number of other processes may read.
/// - A reader sees whole transactions only, each with all its totals.
=======

/// One SQLite file of examples and their attributions.
///
/// Who may touch what, when: one process writes, from one thread at a time; any thread of it may look up at the same time, and any number
/// of other processes may read. A reader sees whole transactions only.
>>>>>>> e7ed736a4f3429df060f95b6b64db60aecfc961d
public final class AttributionStore: Sendable {
  /// Where the store lies.
  public let url: URL
  /// What the examples have in common.
  public let settings: StoreSettings

<<<<<<< HEAD
  let file: StoreFile
  private let connection: any DatabaseReader
  private let writing: Mutex<Writing?>

  /// What only a store opened for writing has, until it is closed.
  struct Writing {
    let pool: DatabasePool
    let lock: WriterLock
  }

  private init(url: URL, file: StoreFile, settings: StoreSettings, connection: any DatabaseReader, writing: Writing?) {
    self.url = url
    self.file = file
    self.settings = settings
    self.connection = connection
    self.writing = Mutex(writing)
  }

  deinit {
    try? close()
  }

  // MARK: Opening

  /// Opens a store for adding examples; creates it where there is none, migrates an older one.
  /// - Throws: `StoreError` where the file is foreign, newer, truncated, being written by another process or of other settings, or
  ///   cannot be created. Nothing is created or changed then.
  public static func openForWriting(at url: URL, settings: StoreSettings) throws -> AttributionStore {
    let file = StoreFile(url)
    let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw StoreError("the store \(file.name) cannot be created: there is no folder \(folder)")
    }
    // Before the lock, so that a file which is none of ours is not even opened for writing.
    _ = try file.inspect()
    let lock = try WriterLock(path: file.path, name: file.name)
    do {
      return try file.describingErrors {
        switch try file.inspect() {
        case .absent: try create(file, settings)
        case .store(let version):
          try refuseOtherSettings(file, settings)
          if version < Schema.migrations.count { try migrate(file) }
        }
        let pool = try DatabasePool(path: file.path, configuration: StoreFile.configuration(readonly: false))
        guard let settings = try pool.read(SettingsRow.read) else {
          throw StoreError("the store \(file.name) is damaged: it has no settings")
        }
        return AttributionStore(url: url, file: file, settings: settings, connection: pool, writing: Writing(pool: pool, lock: lock))
      }
    } catch {
      lock.removeIfEmpty()
      throw error
    }
  }

  /// Opens a store for reading. Never changes it; works in a folder without write permission.
  /// - Throws: `StoreError` where the file is missing, unreadable, foreign, newer or truncated.
  public static func openForReading(at url: URL) throws -> AttributionStore {
    let file = StoreFile(url)
    guard FileManager.default.fileExists(atPath: file.path) else { throw StoreError("there is no store \(file.name)") }
    return try file.describingErrors {
      try file.refuseUnreadable()
      let queue = try file.openForReading()
      let settings = try queue.read { database in
        let version = try file.version(database)
        guard version == Schema.migrations.count else {
          throw StoreError("the store \(file.name) has the older version \(version): run globenc-index over it once to bring it up to date")
        }
        return try SettingsRow.read(in: database)
      }
      guard let settings else { throw StoreError("the store \(file.name) is damaged: it has no settings") }
      return AttributionStore(url: url, file: file, settings: settings, connection: queue, writing: nil)
    }
  }

  /// Makes the whole store in one transaction: killed in its midst, it is gone again.
  private static func create(_ file: StoreFile, _ settings: StoreSettings) throws {
    var configuration = StoreFile.configuration(readonly: false)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(StoreFile.pageSize)") }
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.inTransaction(.exclusive) { database in
      for sql in Schema.migrations { try database.execute(sql: sql) }
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.migrations.count)")
      try SettingsRow.insert(settings, in: database)
      return .commit
    }
    try queue.close()
  }

  /// Brings an older store up to date, a transaction for each version.
  private static func migrate(_ file: StoreFile) throws {
    let queue = try DatabaseQueue(path: file.path, configuration: StoreFile.configuration(readonly: false))
    let version = try queue.read { try file.version($0) }
    for (number, sql) in Schema.migrations.enumerated().dropFirst(version) {
      try queue.inTransaction(.exclusive) { database in
        try database.execute(sql: sql)
        try database.execute(sql: "PRAGMA user_version = \(number + 1)")
        return .commit
      }
    }
    try queue.close()
  }

  private static func refuseOtherSettings(_ file: StoreFile, _ settings: StoreSettings) throws {
    guard let stored = try file.openForReading().read(SettingsRow.read) else {
      throw StoreError("the store \(file.name) is damaged: it has no settings")
    }
    let differences = SettingsDifference.describe(store: stored, given: settings)
    guard differences.isEmpty else {
      throw StoreError(
        "the store \(file.name) was made with \(differences.joined(separator: "; ")): use the same settings, or another store")
    }
  }

  // MARK: Access for the extensions

  /// Runs `body` on a connection, in a transaction so that it sees one state of the store; calls may be nested.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try file.describingErrors {
      try connection.unsafeReentrantRead { database in
        guard !database.isInsideTransaction else { return try body(database) }
        try database.beginTransaction(.deferred)
        // Nothing was written: ending it cannot fail in a way that matters.
        defer { try? database.commit() }
        return try body(database)
      }
    }
  }

  /// Runs `body` in a transaction that is taken back where it throws.
  /// - Precondition: the store was opened for writing, and not closed.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    guard let pool = writing.withLock({ $0?.pool }) else { preconditionFailure("the store \(file.name) is not open for writing") }
    return try file.describingErrors { try pool.write(body) }
  }

  /// Takes away what writing needs; nil where the store is not open for writing.
  func endWriting() -> Writing? {
    writing.withLock { writing in
      defer { writing = nil }
      return writing
    }
  }
=======
  private init(url: URL, settings: StoreSettings) {
    self.url = url
    self.settings = settings
  }

  /// Opens a store for adding examples; creates it where there is none.
  /// - Throws: `StoreError` where the file is foreign, newer, truncated, being written by another process or of other settings, or
  ///   cannot be created. Nothing is created or changed then.
  public static func openForWriting(at url: URL, settings: StoreSettings) throws -> AttributionStore { throw StoreError("unwritten") }

  /// Opens a store for reading. Never changes it; works in a folder without write permission.
  /// - Throws: `StoreError` where the file is missing, unreadable, foreign, newer or truncated.
  public static func openForReading(at url: URL) throws -> AttributionStore { throw StoreError("unwritten") }
}

// MARK: - Writes

extension AttributionStore {
  /// Records that a run begins.
  public func beginRun(_ info: RunInfo) throws -> RunID { throw StoreError("unwritten") }

  /// Adds examples in one transaction: either all of them are there afterwards, with all totals, or none.
  /// - Throws: `StoreError` where an id is there already, or the file cannot be written to.
  public func write(_ examples: [EncodedExample], run: RunID) throws { throw StoreError("unwritten") }

  /// Records what became of a run. The counts of examples, truncated examples and tokens are the store's own; those of `info` are not used.
  public func finishRun(_ run: RunID, _ info: RunInfo) throws { throw StoreError("unwritten") }

  /// Ends writing: leaves one file, not in WAL mode. The store cannot be used afterwards.
  ///
  /// Where another process is reading at that moment, its log stays beside the store until the next writer ends.
  public func close() throws { throw StoreError("unwritten") }

  /// The row of the corpus that an example came from, or nil where there is no such example. Quick; from any thread.
  ///
  /// Sees what was written by calls of `write` that have returned.
  public func row(ofExample id: String) throws -> Int? { throw StoreError("unwritten") }
}

// MARK: - Reads

extension AttributionStore {
  /// What the store holds.
  public func summary() throws -> StoreSummary { throw StoreError("unwritten") }
  /// Each combination of gold and predicted label that occurs, sorted by the names' bytes, missing ones last.
  public func labelSummaries() throws -> [LabelSummary] { throw StoreError("unwritten") }
  /// The gold labels that occur, sorted by their bytes.
  public func labels() throws -> [String] { throw StoreError("unwritten") }
  /// The labels that can be asked for as predicted: the model's in order, then any others.
  public func predictedLabels() throws -> [String] { throw StoreError("unwritten") }
  /// The example of that id, or nil.
  /// - Throws: `StoreError` naming the example where its record is damaged.
  public func example(id: String) throws -> StoredExample? { throw StoreError("unwritten") }
  /// One matrix of an example; nil where there is no such example, or its layer was not kept.
  /// - Throws: `StoreError` naming example and layer where the record is damaged.
  public func matrix(exampleID: String, layer: MatrixLayer) throws -> MatrixRecord? { throw StoreError("unwritten") }
  /// Every token of a slice, ordered by its bytes; nil where a label is unknown. Without labels, of all examples.
  public func tokenTotals(label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool) throws -> TokenTotals? {
    throw StoreError("unwritten")
  }
  /// The first `limit` tokens of a slice among those with at least `minimumCount` occurrences; nil where a label is unknown.
  /// - Parameters:
  ///   - label: The gold label; any where nil.
  ///   - predicted: The predicted label; any where nil.
  ///   - units: What to rank.
  ///   - includeSpecial: Whether tokens that the template added take part; with words, under the names of their pieces.
  ///   - order: What to rank by, the highest first.
  ///   - minimumCount: The occurrences that a token needs; nil means 5, or 1 where the slice has under 200 examples.
  ///   - limit: How many tokens; nil means all.
  /// - Throws: `StoreError` where the file cannot be read.
  public func topTokens(
    label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool, order: TokenTotals.Order = .mean,
    minimumCount: Int? = nil, limit: Int?
  ) throws -> TokenTotals? { throw StoreError("unwritten") }
  /// Names of labels like `name`, the nearest first.
  public func nearestLabels(to name: String, limit: Int = 3) throws -> [String] { throw StoreError("unwritten") }
  /// Ids of examples like `id`, the nearest first. Looks at a bounded number of ids.
  public func nearestExampleIDs(to id: String, limit: Int = 3) throws -> [String] { throw StoreError("unwritten") }
  /// Calls `body` with each example that `filter` lets pass, one at a time, in constant memory. `body` may call other methods of the store.
  public func forEachExample(_ filter: ExampleFilter = ExampleFilter(), _ body: (StoredExample) throws -> Void) throws {
    throw StoreError("unwritten")
  }
  /// How many examples `filter` lets pass, offset and limit aside.
  public func count(_ filter: ExampleFilter) throws -> Int { throw StoreError("unwritten") }
>>>>>>> e7ed736a4f3429df060f95b6b64db60aecfc961d
}
