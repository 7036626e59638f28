public import Foundation
import GRDB
import Support

/// Merges stores of one kind, such as all shards of a corpus, to one store with the content of them all.
///
/// It writes a file beside the merged store, and gives it its name when it is whole. What was killed goes on with the same inputs, behind the
/// last store that was taken whole. Memory grows neither with the stores nor with their number.
public struct StoreMerge {
  /// The result of a merge.
  public struct Outcome: Sendable {
    /// Number of examples of the merged store.
    public var examples = 0
    /// Number of stores that are merged.
    public var stores = 0
    /// Number of these that an earlier merge, which was ended, had merged.
    public var resumed = 0
    /// A sentence for each thing that the merged store does not have from its parts.
    public var notes: [String] = []
  }

  private let plan: MergePlan
  private let output: URL
  private let file: StoreFile
  /// The unfinished merged store.
  private let copy: StoreFile
  private let copyURL: URL

  /// Checks the stores against each other.
  /// - Parameters:
  ///   - inputs: The stores, at least one.
  ///   - output: The merged store.
  ///   - allowsMissing: Whether shards of the corpus may be missing.
  /// - Throws: `StoreError` where a store cannot be read, where stores do not go together, or where there is a file of the output's name.
  public init(_ inputs: [URL], into output: URL, allowsMissing: Bool = false) throws {
    file = StoreFile(output)
    if let input = inputs.first(where: { StoreFile($0).path == StoreFile(output).path }) {
      throw StoreError(
        "the store \(input.relativePath) is to be merged into itself: give the merged store a name of its own", kind: .refused)
    }
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw StoreError("there is a \(file.name) already: give the merged store another name, or delete that", kind: .refused)
    }
    let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw StoreError("the store \(file.name) cannot be created: there is no folder \(folder): make it first", kind: .notFound)
    }
    plan = try MergePlan(inputs, allowsMissing: allowsMissing)
    self.output = output
    copyURL = URL(fileURLWithPath: file.path + ".merging")
    copy = StoreFile(copyURL)
  }

  /// Number of examples of all stores.
  public var examples: Int { plan.inputs.reduce(0) { $0 + $1.examples } }

  /// Merges.
  /// - Parameters:
  ///   - isInterrupted: Asked after each example: whether to stop.
  ///   - onProgress: Called after each example with the number of examples so far.
  /// - Returns: The result.
  /// - Throws: `StoreError` where a store is damaged, two have an example of one id, or the merged store cannot be written. There is then no
  ///   file of the merged store's name.
  public func run(isInterrupted: () -> Bool = { false }, onProgress: (Int) -> Void = { _ in }) throws -> Outcome {
    let lock = try WriterLock(path: copy.path, name: copy.name)
    return try withExtendedLifetime(lock) {
      defer { lock.removeIfEmpty() }
      var outcome = Outcome(notes: plan.notes)
      outcome.resumed = try copy.describingErrors(prepare)
      outcome.stores = outcome.resumed
      outcome.examples = plan.inputs.prefix(outcome.resumed).reduce(0) { $0 + $1.examples }
      do {
        try copy.describingErrors { try write(&outcome, isInterrupted, onProgress) }
      } catch let error as StoreError {
        // What was merged so far is of no use where there is nothing of it, or where other stores are needed.
        if outcome.stores == 0 || error.kind == .refused { discard() }
        throw error
      }
      if let displacement = lock.displacement { throw displacement.error(name: copy.name) }
      try AttributionStore.rename(copyURL, to: output)
      return outcome
    }
  }

  private func write(_ outcome: inout Outcome, _ isInterrupted: () -> Bool, _ onProgress: (Int) -> Void) throws {
    let queue = try DatabaseQueue(path: copy.path, configuration: copy.configuration(readonly: false, pages: StoreFile.pagesInBulk))
    // A kill loses nothing of this; after a power cut the merge begins anew.
    try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    func stop() throws {
      guard !isInterrupted() else {
        throw StoreError("stopped: \(file.name) is not there yet; run the same command again to go on", kind: .interrupted)
      }
    }
    for input in plan.inputs.dropFirst(outcome.resumed) {
      let store = try AttributionStore.openForReading(at: input.url)
      try store.read { source in
        try queue.write { target in
          try describing(input, in: target) {
            let names = try MergedNames(source: source, target: target, settings: store.settings)
            try names.copyRuns()
            try names.copyPieces()
            var examples = try MergedExamples(from: source, settings: store.settings, to: target, names: names)
            try examples.copy {
              outcome.examples += 1
              onProgress(outcome.examples)
              try stop()
            }
            try examples.addMatrixTotals()
            try MergedTotals(from: source, to: target, names: names).add(whileRunning: stop)
            try MergeState.record(input.fingerprint, in: target)
          }
        }
      }
      outcome.stores += 1
    }
    try queue.write { database in
      // Sorted once, at the end, it costs a fraction of what store after store would.
      try database.execute(sql: Self.index)
      try MergeState.remove(from: database)
    }
    try queue.close()
  }

  /// Creates the unfinished store, or goes on with one that is there.
  /// - Returns: Number of stores that are merged already.
  private func prepare() throws -> Int {
    if case .store = try copy.inspect() {
      let queue = try DatabaseQueue(path: copy.path, configuration: copy.configuration(readonly: false))
      let isMerge = try queue.read { try MergeState.exists(in: $0) }
      if !isMerge, try isWhole() { return plan.inputs.count }
      guard isMerge else {
        throw StoreError(
          "the stores were not merged: \(copy.name), which the merge would write, is there already, and no unfinished merge: delete or rename it",
          kind: .unavailable)
      }
      let finished = try queue.read { try MergeState.finished(of: plan.inputs, in: $0) }
      try queue.close()
      if let finished { return finished }
      // Emptied rather than deleted: the file is locked by its descriptor.
      guard truncate(copy.path, 0) == 0 else {
        throw StoreError(
          "the file \(copy.name) of an earlier merge cannot be emptied: \(String(cString: strerror(errno)))", kind: .unavailable)
      }
    }
    try AttributionStore.create(copy, plan.settings, salt: plan.inputs[0].salt) { database in
      try MergeState.create(in: database)
      try database.execute(sql: "DROP INDEX example_by_row")
    }
    return 0
  }

  /// Whether a merge ended between its last transaction and the renaming.
  private func isWhole() throws -> Bool {
    let store = try AttributionStore.openForReading(at: copyURL)
    return try store.settings == plan.settings && store.summary().examples == examples && store.shard() == nil
  }

  private static let index = "CREATE INDEX IF NOT EXISTS example_by_row ON example (row, label, predicted)"

  /// Runs `body`; errors of the source's content name the source, and an id that is there already names both stores that have it.
  private func describing(_ input: MergeInput, in target: Database, _ body: () throws -> Void) throws {
    do { try body() } catch let error as StoreError where error.isDamage {
      throw MergeInput.damage(input.file, error)
    } catch let error as RepeatedExample {
      let other = plan.inputs[min(try MergeState.owner(ofExample: error.id, in: target), plan.inputs.count - 1)]
      throw StoreError(
        "the stores \(other.file.name) and \(input.file.name) cannot be merged: both have an example '\(error.id)': remove it from one of them",
        kind: .refused)
    } catch let error as DatabaseError where error.isOfContent {
      throw input.file.describe(error)
    }
  }

  private func discard() {
    for suffix in ["", "-journal"] { unlink(copy.path + suffix) }
  }
}
