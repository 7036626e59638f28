public import Foundation
import GRDB
import Schema
import Support

/// Repairs a damaged store by copying its sound records.
///
/// The repair writes a new file beside the store, verifies it and then replaces the store. A failure before that leaves the store
/// unchanged.
public struct StoreRepair {
  /// The result of a repair.
  public struct Outcome: Sendable, Equatable {
    /// Number of damages; with 0, the store was left unchanged.
    public var damages = 0
    /// Number of examples that were kept.
    public var kept = 0
    /// Number of examples that were dropped.
    public var dropped = 0
  }

  /// Number of examples between two additions to the totals, so that memory does not grow with the store.
  private static let batch = 20_000

  private let file: StoreFile
  private let copy: StoreFile
  private let url: URL

  /// - Throws: `StoreError` where there is no such store.
  public init(of url: URL) throws {
    self.url = url
    file = StoreFile(url)
    try file.refuseAbsent()
    copy = StoreFile(URL(fileURLWithPath: file.path + "-repair"))
  }

  /// Verifies the store and, if it is damaged, repairs it.
  /// - Parameters:
  ///   - onDamage: Called for each damage.
  ///   - onDrop: Called with the id of each dropped example, after the repaired store is in place.
  /// - Returns: The result.
  /// - Throws: `StoreError` where the store is in use or cannot be repaired; it then remains unchanged.
  public func run(onDamage: (Damage) throws -> Void, onDrop: (String) throws -> Void) throws -> Outcome {
    // Before locking, so that a file that is no store is not even opened for writing.
    _ = try AttributionStore.openForReading(at: url)
    let lock = try WriterLock(path: file.path, name: file.name)
    return try withExtendedLifetime(lock) {
      var outcome = Outcome()
      outcome.damages = try AttributionStore.openForReading(at: url).verify(onDamage: onDamage).damages
      guard outcome.damages > 0 else { return outcome }
      guard FileIdentity(path: copy.path) == nil else {
        throw StoreError(
          "the store \(file.name) was not repaired: \(copy.name), which the repair would write, is there already, perhaps left by one that was killed; "
            + "delete or rename it, and repair again", kind: .refused)
      }
      defer { removeCopy() }
      var dropped: [String] = []
      do {
        try file.describingErrors {
          try settle()
          try write(&outcome, { dropped.append($0) }, lock)
        }
      } catch let error as StoreError {
        throw StoreError("the store \(file.name) could not be repaired and is as it was: \(error)", kind: error.kind)
      }
      try dropped.forEach(onDrop)
      return outcome
    }
  }

  private func write(_ outcome: inout Outcome, _ onDrop: (String) throws -> Void, _ lock: WriterLock) throws {
    let store = try AttributionStore.openForReading(at: url)
    try store.read { source in
      let shard = try? ShardRow.read(in: source)
      try AttributionStore.create(copy, store.settings, salt: SettingsRow.salt(in: source)) { database in
        if let shard { try ShardRow.create(shard, in: database) }
      }
      let queue = try DatabaseQueue(path: copy.path, configuration: copy.configuration(readonly: false, pages: StoreFile.pagesInBulk))
      try queue.write { target in
        try transfer(from: source, settings: store.settings, to: target, &outcome, onDrop)
        // A shard without some of its examples is to be continued before it is merged.
        if var shard, outcome.dropped > 0 {
          (shard.rows, shard.content) = (nil, nil)
          try ShardRow.write(shard, to: target)
        }
      }
      try queue.close()
    }
    let copied = try AttributionStore.openForReading(at: URL(fileURLWithPath: copy.path))
    _ = try copied.verify { throw StoreError("what can be read of it does not make a sound store: \($0.description)", kind: .damaged) }
    if let displacement = lock.displacement { throw displacement.error(name: file.name) }
    try replace()
  }

  private func transfer(
    from source: Database, settings: StoreSettings, to target: Database, _ outcome: inout Outcome, _ onDrop: (String) throws -> Void
  ) throws {
    try copyLabels(from: source, settings: settings, to: target)
    var runs = RunCopy()
    let examples = try RowCopy("example", where: "key = ?", from: source, to: target)
    let windows = try RowCopy("text_window", where: "key BETWEEN ? AND ?", from: source, to: target)
    let matrices = try RowCopy("matrix", where: "key BETWEEN ? AND ?", from: source, to: target)
    let scoreRows = try RowCopy("score", where: "key BETWEEN ? AND ?", from: source, to: target)
    let hasScoreRows = settings.storedMethods.haveScoreRows
    // Evaluations can be made again: what cannot be read of them is no reason to refuse.
    try RowCopy("evaluation", where: EvaluationFields.isSound, from: source, to: target).runWhereReadable()
    var totals = TotalsAccumulator()
    var matrixTotals = MatrixTotals()
    var pending = 0
    var scan = try RecordScan(source, settings: settings)
    let lost = try scan.forEach { finding in
      guard finding.damages.isEmpty, let example = finding.example, let scores = finding.scores else {
        outcome.dropped += 1
        return try onDrop(finding.damages.lazy.compactMap(\.example).first ?? "number \(finding.key)")
      }
      let last = finding.key + Int64(example.windows - 1)
      try examples.run(finding.key)
      if example.windows > 1 { try windows.run(finding.key, last) }
      let bounds = MatrixKey.bounds(from: finding.key, through: last)
      try matrices.run(bounds.first, bounds.last)
      if hasScoreRows {
        let scoreBounds = ScoreKey.bounds(from: finding.key, through: last)
        try scoreRows.run(scoreBounds.first, scoreBounds.last)
      }
      totals.add(example, scores: scores, labels: finding.labels)
      if let run = finding.run { runs.add(example, run: run) }
      for matrix in finding.matrices { matrixTotals.add(size: matrix.size, codec: matrix.codec, bytes: matrix.bytes) }
      outcome.kept += 1
      pending += 1
      guard pending == Self.batch else { return }
      try TotalsWriter(target).add(totals)
      (totals, pending) = (TotalsAccumulator(), 0)
    }
    if let lost = lost.first { throw StoreError(lost.description, kind: .damaged) }
    try TotalsWriter(target).add(totals)
    try matrixTotals.write(to: target)
    try runs.write(from: source, to: target)
  }

  /// The target already has the model's labels, from the settings.
  private func copyLabels(from source: Database, settings: StoreSettings, to target: Database) throws {
    let labels = LabelNames(source, settings: settings)
    let insert = try DirectStatement("INSERT OR IGNORE INTO label (id, name) VALUES (?, ?)", in: target)
    for id in try Int64.fetchAll(source, sql: "SELECT id FROM label WHERE id > ? ORDER BY id", arguments: [settings.classes.count]) {
      guard let name = try labels.soundName(of: id) else { continue }
      insert.bind(values: id, name)
      try insert.run()
      try LabelFields.seal(id, in: target)
    }
  }

  /// Gives the new file the store's name and permissions.
  private func replace() throws {
    var status = stat()
    if stat(file.path, &status) == 0 { chmod(copy.path, status.st_mode & 0o777) }
    let descriptor = open(copy.path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    guard descriptor >= 0, fsync(descriptor) == 0, rename(copy.path, file.path) == 0 else {
      throw StoreError("the repaired copy cannot take its place: \(String(cString: strerror(errno)))", kind: .unavailable)
    }
  }

  private func removeCopy() {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(copy.path + suffix) }
  }

  /// Merges the log that a killed run left. The caller holds the writer's lock.
  private func settle() throws {
    let queue = try DatabaseQueue(path: file.path, configuration: file.configuration(readonly: false))
    _ = try queue.read { try file.version($0) }
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try queue.close()
  }
}
