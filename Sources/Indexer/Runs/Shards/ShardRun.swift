import Engine
import Foundation
import Store
import Support

/// A run over one shard of a corpus. The store has another name until the shard is finished, so that whatever has the name is whole.
struct ShardRun {
  /// The suffix of the name of a store that is not finished.
  static let suffix = ".unfinished"

  let options: IndexOptions
  let shard: Shard
  /// Path of the finished store.
  let store: String
  let console: Console
  let interruption: Interruption

  /// Runs the command. Where the shard is finished already, there is nothing to do.
  /// - Throws: `IndexerError`, `EngineError` or `StoreError`.
  func run() throws -> IndexRun.Outcome {
    let files = try CorpusFiles.files(options.corpus, layout: options.layout)
    let record = ShardRecord(
      shard, corpus: CorpusFiles.name(of: options.corpus), bytes: CorpusBeginning.size(of: files),
      beginning: CorpusBeginning.digest(of: files),
      limit: options.limit)
    let (finished, unfinished) = (URL(fileURLWithPath: store), URL(fileURLWithPath: store + Self.suffix))
    if FileManager.default.fileExists(atPath: store) {
      let present = try AttributionStore.openForReading(at: finished)
      if try refuseOther(than: record, in: present, name: store).isFinished { return try outcome(of: present) }
      // A repair has dropped examples of it.
      try AttributionStore.rename(finished, to: unfinished)
    } else if let present = try? AttributionStore.openForReading(at: unfinished) {
      _ = try refuseOther(than: record, in: present, name: unfinished.relativePath)
    }
    var options = options
    options.store = store + Self.suffix
    let outcome = try IndexRun(
      options: options, store: store + Self.suffix, shard: record, console: console, interruption: interruption
    ).run()
    guard outcome.signal == nil else { return outcome }
    guard !outcome.isOpenElsewhere else {
      throw IndexerError(
        "the shard is finished, but another process has the store '\(unfinished.relativePath)' open, so that it cannot get its name: run the same "
          + "command again when that process has ended", kind: .busy)
    }
    try AttributionStore.rename(unfinished, to: finished)
    return outcome
  }

  /// Refuses a store that has something else than this shard of this corpus.
  /// - Returns: What the store says of its shard.
  private func refuseOther(than record: ShardRecord, in present: AttributionStore, name: String) throws -> ShardRecord {
    guard let other = try present.shard() else {
      throw IndexerError("the store '\(name)' is no shard of a corpus: give the shard \(shard) a store of its own", kind: .incompatible)
    }
    guard other.shard == shard else {
      throw IndexerError(
        "the store '\(name)' is shard \(other.shard), not \(shard): give each shard a store of its own", kind: .incompatible)
    }
    guard other.hasCorpus(of: record), other.limit == record.limit else {
      let limit = { (record: ShardRecord) in record.limit.map { ", its first \($0.grouped) rows" } ?? "" }
      throw IndexerError(
        "the store '\(name)' is shard \(shard) of another corpus (\(other.corpus)\(limit(other))) than \(record.corpus)\(limit(record)), or "
          + "that was changed: give the shard another store, or delete this one", kind: .incompatible)
    }
    return other
  }

  /// The outcome where there is nothing to do, after a look whether the command line means the same store.
  private func outcome(of present: AttributionStore) throws -> IndexRun.Outcome {
    let inputs = try RunInputs(options, console: console, interruption: interruption)
    let known = present.settings.modelFingerprint
    let fingerprint = inputs.model.isKnown(as: known) ? known : inputs.model.fingerprint
    try present.refuse(other: inputs.settings(options, fingerprint: fingerprint, nil))
    try present.settings.labelRule?.refuse(inputs.mapped, store: store)
    let isPipe = options.corpus.contains("-")
    console.print(
      "globenc-index: the store '\(store)' is shard \(shard), and finished: nothing to do"
        + (isPipe ? "; standard input was not read, so that a changed corpus would not be noticed" : ""))
    var counts = IndexCounts()
    counts.skipped = try present.summary().examples
    return IndexRun.Outcome(summary: IndexSummary(counts: counts, seconds: 0))
  }
}
