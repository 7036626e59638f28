import Foundation
import GRDB
import Support

// MARK: - Writes

extension AttributionStore {
  /// Records the beginning of a run.
  /// - Returns: The id of the run, for `write` and `finishRun`.
  /// - Throws: `StoreError` where the file cannot be written to.
  public func beginRun(_ info: RunInfo) throws -> RunID {
    try write { database in
      let insert = try DirectStatement(RunFields.insertion, in: database)
      RunFields(beginning: info).bind(to: insert)
      try insert.run()
      let run = RunID(rawValue: database.lastInsertedRowID)
      try RunFields.seal(run.rawValue, in: database)
      return run
    }
  }

  /// Adds examples in one transaction: either all of them, with all totals, or none.
  ///
  /// Large transactions, of a thousand examples or more, are efficient, because each total is updated once.
  /// - Throws: `StoreError` where the store already has an id, or the file cannot be written to.
  /// - Precondition: The examples have texts if and only if the store keeps texts, as examples made with its `form` do.
  public func write(_ examples: [PackedExample], run: RunID) throws {
    guard !examples.isEmpty else { return }
    try write(run: run) { try $0.insert(examples) }
  }

  /// Adds examples in one transaction as they arrive. Each is inserted at once, so that none has to be kept in memory.
  /// - Parameters:
  ///   - run: The run that writes the examples.
  ///   - body: Inserts the examples; the transaction ends when it returns.
  /// - Throws: `StoreError` where the file cannot be written to; errors of `body`. In both cases nothing is added.
  public func write(run: RunID, _ body: (inout ExampleInsertion) throws -> Void) throws {
    try write(run: run, body, beforeCommit: {})
  }

  /// As above; `beforeCommit` is called after everything is written, before the commit.
  func write(run: RunID, _ body: (inout ExampleInsertion) throws -> Void, beforeCommit: () throws -> Void) throws {
    try write { database in
      var insertion = ExampleInsertion(into: try ExampleWriter(database, run: run, settings: settings), form: form)
      try body(&insertion)
      try insertion.finish()
      try beforeCommit()
    }
  }

  /// Records the end of a run. The store counts examples, truncated examples and tokens itself; the counts in `info` are ignored.
  /// - Throws: `StoreError` where the file cannot be written to.
  public func finishRun(_ run: RunID, _ info: RunInfo) throws {
    try write { database in
      let update = try DirectStatement(
        "UPDATE run SET finished_at = ?, interrupted = ?, skipped = ?, failed = ?, audit = ? WHERE id = ?", in: database)
      let audit = try info.audit.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
      update.bind(
        values: info.finishedAt?.timeIntervalSince1970, info.isInterrupted, info.skipped, info.failed, audit, run.rawValue)
      try update.run()
      try RunFields.seal(run.rawValue, in: database)
    }
  }

  /// Stores a rule for the label column, for this run and all later ones, if the store has none.
  /// - Throws: `StoreError` where the file cannot be written to.
  public func keep(_ rule: LabelRule) throws {
    try write { try SettingsRow.keep(rule, in: $0) }
  }

  /// Copies committed changes from the write-ahead log into the file, as far as readers permit, so that `close` is quicker. It never waits
  /// for a reader.
  /// - Throws: `StoreError` where the file cannot be written to.
  /// - Precondition: The store was opened for writing and is not closed.
  public func checkpoint() throws {
    try writeWithoutTransaction { database in
      do { _ = try database.checkpoint(.passive) } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        // Another process is doing the same.
      }
    }
  }

  /// Ends writing: leaves a single file, not in WAL mode. The store cannot be used afterwards. A store that was opened for reading is not
  /// affected.
  /// - Parameter isWaiting: Whether to wait for readers, for as long as `openForWriting` was told, instead of trying once.
  /// - Returns: Whether a single file is left. Otherwise another process has the store open, and the log, which is not needed any more,
  ///   stays beside the store until the next writer ends.
  /// - Throws: `StoreError` where the file cannot be written to or has been moved; also where a reader still reads an earlier state, so
  ///   that the log remains a part of the store until the next writer ends.
  @discardableResult
  public func close(isWaiting: Bool = true) throws -> Bool {
    guard let writing = endWriting() else { return true }
    // The lock must outlive the connections, because closing its descriptor releases SQLite's locks, too.
    return try withExtendedLifetime(writing.lock) {
      try file.describingErrors {
        if let displacement = writing.lock.displacement {
          abandon(writing, displacement)
          throw displacement.error(name: file.name)
        }
        try writing.pool.close()
        let outcome = try LogFolding(file: file).run(isWaiting: isWaiting)
        if let displacement = writing.lock.displacement { throw displacement.error(name: file.name) }
        return outcome == .single
      }
    }
  }

  /// Abandons a file that has been moved: copies all committed changes into it, wherever it is, and removes its log, which would be taken
  /// for the log of any new file with the store's name.
  private func abandon(_ writing: Writing, _ displacement: Displacement) {
    let folded = try? writing.pool.writeWithoutTransaction { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try? writing.pool.close()
    guard displacement.newPath == nil || folded.map({ ($0[0] as Int) == 0 }) == true else { return }
    for place in [file.path, displacement.newPath].compactMap(\.self) {
      for log in StoreFile.logs(of: place) {
        // Another program may have created its own log by now.
        if let identity = FileIdentity(path: log), writing.logs.contains(identity) { unlink(log) }
      }
    }
  }

  /// Whether the store has no examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func isEmpty() throws -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM example)") ?? true }
  }

  /// The corpus row of an example; nil where there is no such example. Fast, and callable from any thread.
  ///
  /// It sees the changes of all calls of `write` that have returned.
  /// - Throws: `StoreError` where the file cannot be read.
  public func row(ofExample id: String) throws -> Int? {
    try read { database in
      let select = try DirectStatement(cached: "SELECT row FROM example WHERE id = ?", in: database)
      select.bind(values: id)
      defer { select.reset() }
      return try select.step() ? select.value() : nil
    }
  }

  /// The origin of an example, with the hash that reveals a changed row; nil where there is no such example. As fast as `row(ofExample:)`,
  /// and callable from any thread.
  /// - Throws: `StoreError` where the file cannot be read.
  public func origin(ofExample id: String) throws -> ExampleOrigin? {
    try read { database in
      let select = try DirectStatement(
        cached: """
          SELECT key, row, run, content, text, pair, label FROM example WHERE id = ?
          """, in: database)
      select.bind(values: id)
      defer { select.reset() }
      guard try select.step() else { return nil }
      var cells = select.cells()
      let (key, row, run) = (cells.next(Int64.self), cells.next(Int.self), RunID(rawValue: cells.next()))
      // A row of version 1 has its text instead of a hash.
      let content =
        try cells.next(Int64?.self)
        ?? form.contentHash(
          text: cells.next(), pair: cells.next(), label: LabelNames(database, settings: settings).name(ifAny: cells.next()))
      return ExampleOrigin(key: key, row: row, run: run, contentHash: content)
    }
  }

  /// Whether the example has no scores by some method of the store, because it was written before the method was added. Imported methods
  /// do not count: no run gives their scores.
  /// - Throws: `StoreError` where the file cannot be read.
  public func lacksMethods(exampleKey key: Int64) throws -> Bool {
    let further = settings.storedMethods.entries.filter { $0.id > 0 && !$0.settings.isImported }.map { "\($0.id)" }
    guard !further.isEmpty else { return false }
    return try read { database in
      let select = try DirectStatement(
        cached: "SELECT count(DISTINCT method) FROM score WHERE key BETWEEN ? AND ? AND method IN (\(further.joined(separator: ", ")))",
        in: database)
      let bounds = ScoreKey.bounds(from: key, through: key)
      select.bind(values: bounds.first, bounds.last)
      defer { select.reset() }
      return try select.step() && select.value(Int.self) < further.count
    }
  }

  /// The methods of the store by which an example has no scores, and the numbers of its tokens and windows; no methods where there is no
  /// such example.
  /// - Throws: `StoreError` where the file cannot be read.
  public func lack(exampleKey key: Int64) throws -> (methods: [Method], tokens: Int, windows: Int) {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT tokens, windows FROM example WHERE key = ?", arguments: [key]) else {
        return ([], 0, 0)
      }
      let bounds = ScoreKey.bounds(from: key, through: key)
      let present = try Set(
        Int64.fetchAll(
          database, sql: "SELECT DISTINCT method FROM score WHERE key BETWEEN ? AND ?", arguments: [bounds.first, bounds.last]))
      let lacked = settings.storedMethods.entries.filter { $0.id > 0 && !present.contains($0.id) }
      return (lacked.map(\.method), row["tokens"], row["windows"])
    }
  }
}
