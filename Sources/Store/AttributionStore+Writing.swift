import Foundation
import GRDB
import Support

// MARK: - Writes

extension AttributionStore {
  /// Records that a run begins.
  /// - Returns: The run's name, for `write` and `finishRun`.
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

  /// Adds examples in one transaction: either all of them are there afterwards, with all totals, or none.
  ///
  /// A transaction of a thousand examples or more is cheap: each total is touched once for all of them.
  /// - Throws: `StoreError` where an id is there already, or the file cannot be written to.
  /// - Precondition: the examples hold their texts just where the store does: they were made with its `form`.
  public func write(_ examples: [PackedExample], run: RunID) throws {
    guard !examples.isEmpty else { return }
    try write(run: run) { try $0.insert(examples) }
  }

  /// Adds examples in one transaction, as they come: each is inserted at once, so that none of them has to be held.
  /// - Parameters:
  ///   - run: The run that they belong to.
  ///   - body: Inserts the examples; the transaction lasts until it returns.
  /// - Throws: `StoreError` where the file cannot be written to; what `body` throws. Nothing is added then.
  public func write(run: RunID, _ body: (inout ExampleInsertion) throws -> Void) throws {
    try write(run: run, body, beforeCommit: {})
  }

  /// As above; `beforeCommit` is called when everything is written and nothing committed.
  func write(run: RunID, _ body: (inout ExampleInsertion) throws -> Void, beforeCommit: () throws -> Void) throws {
    try write { database in
      var insertion = ExampleInsertion(into: try ExampleWriter(database, run: run, settings: settings), form: form)
      try body(&insertion)
      try insertion.finish()
      try beforeCommit()
    }
  }

  /// Records what became of a run. The counts of examples, truncated examples and tokens are the store's own; those of `info` are not used.
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

  /// Keeps a rule for the label column, for this run and all later ones, where the store has none yet.
  /// - Throws: `StoreError` where the file cannot be written to.
  public func keep(_ rule: LabelRule) throws {
    try write { try SettingsRow.keep(rule, in: $0) }
  }

  /// Moves what is committed from the log into the file, as far as readers let it, so that `close` has less left to do. Never waits for a reader.
  /// - Throws: `StoreError` where the file cannot be written to.
  /// - Precondition: the store was opened for writing, and not closed.
  public func checkpoint() throws {
    try writeWithoutTransaction { database in
      do { _ = try database.checkpoint(.passive) } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        // Another process is just doing so.
      }
    }
  }

  /// Ends writing: leaves one file, not in WAL mode. The store cannot be used afterwards; without effect on one opened for reading.
  /// - Parameter isWaiting: Whether to wait for processes that read, as long as `openForWriting` was told, or to try once.
  /// - Returns: Whether one file is left. Else another process has the store open, and its log stays beside it, without need, until the
  ///   next writer ends.
  /// - Throws: `StoreError` where the file cannot be written to or is not in its place any more; where somebody still reads what was before, so
  ///   that the log stays a part of the store until the next writer ends.
  @discardableResult
  public func close(isWaiting: Bool = true) throws -> Bool {
    guard let writing = endWriting() else { return true }
    // The lock outlives the connections: closing its descriptor lifts SQLite's locks, too.
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

  /// Lets go of a file that is not in its place: brings all that was committed into it, wherever it is, and removes its log, which would be
  /// taken for that of whatever gets its name.
  private func abandon(_ writing: Writing, _ displacement: Displacement) {
    let folded = try? writing.pool.writeWithoutTransaction { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try? writing.pool.close()
    guard displacement.newPath == nil || folded.map({ ($0[0] as Int) == 0 }) == true else { return }
    for place in [file.path, displacement.newPath].compactMap(\.self) {
      for log in StoreFile.logs(of: place) {
        // Another program may have made its own by now.
        if let identity = FileIdentity(path: log), writing.logs.contains(identity) { unlink(log) }
      }
    }
  }

  /// Whether there are no examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func isEmpty() throws -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM example)") ?? true }
  }

  /// The row of the corpus that an example came from, or nil where there is no such example. Quick; from any thread.
  ///
  /// Sees what was written by calls of `write` that have returned.
  /// - Throws: `StoreError` where the file cannot be read.
  public func row(ofExample id: String) throws -> Int? {
    try read { database in
      let select = try DirectStatement(cached: "SELECT row FROM example WHERE id = ?", in: database)
      select.bind(values: id)
      defer { select.reset() }
      return try select.step() ? select.value() : nil
    }
  }

  /// Where an example came from and what tells whether it was changed, or nil where there is no such example. As quick as `row(ofExample:)`;
  /// from any thread.
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
      // A row of version 1 has no hash, but its text.
      let content =
        try cells.next(Int64?.self)
        ?? form.contentHash(
          text: cells.next(), pair: cells.next(), label: LabelNames(database, settings: settings).name(ifAny: cells.next()))
      return ExampleOrigin(key: key, row: row, run: run, contentHash: content)
    }
  }
}
