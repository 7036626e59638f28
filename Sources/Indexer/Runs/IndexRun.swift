import Engine
import Foundation
import Store
import Support

/// A run over a corpus: opens corpus, model and store, runs the pipeline, and audits the results.
struct IndexRun {
  /// The result of a run.
  struct Outcome {
    var summary: IndexSummary
    /// The signal that stopped the run before the end of the corpus.
    var signal: Int32?
    /// The signal that stopped the audit, after all rows were indexed.
    var auditSignal: Int32?
    /// Whether another process has the store open, so that a part of its log is left.
    var isOpenElsewhere = false
  }

  /// A run after its corpus; the store is still open.
  private struct Indexed {
    let store: AttributionStore
    let run: RunID
    var info: RunInfo
    var summary: IndexSummary
    /// The model, if the audit can use it.
    let model: AttributionModel?
  }

  let options: IndexOptions
  /// Path of the store.
  let store: String
  /// What the store says of the shard that it has; nil for a whole corpus.
  var shard: ShardRecord?
  let console: Console
  let interruption: Interruption

  /// Runs the command.
  /// - Throws: `IndexerError`, `EngineError` or `StoreError`; errors of the corpus or the model come before the store is created.
  func run() throws -> Outcome {
    var indexed = try index()
    let signal = interruption.signal
    let auditing = Result { if signal == nil { try audit(&indexed) } }
    let start = ContinuousClock.now
    let closing = Result { try indexed.store.close() }
    // Merging the log is a part of indexing.
    indexed.summary.seconds += (ContinuousClock.now - start).inSeconds
    do { try auditing.get() } catch let error as StoreError where error.isInterruption {
      throw error
    } catch {
      throw IndexerError("everything is indexed, but the audit failed: \(error)")
    }
    let isOpenElsewhere = try !closing.get()
    if isOpenElsewhere {
      console.print(
        "globenc-index: warning: another process has the store '\(store)' open, so that \(store)-wal stays beside it until the next run; it is "
          + "not needed")
    }
    let isAuditStopped = options.audit != nil && indexed.summary.audit == nil
    return Outcome(
      summary: indexed.summary, signal: signal, auditSignal: isAuditStopped ? interruption.signal : nil, isOpenElsewhere: isOpenElsewhere)
  }

  /// Runs the corpus through the pipeline. Afterwards, the model is released unless the audit needs it.
  private func index() throws -> Indexed {
    try refuseStoreAsCorpus()
    try refuseShard()
    var inputs = try RunInputs(options, console: console, interruption: interruption)
    let (model, classes, mapped) = (inputs.model, inputs.classes, inputs.mapped)
    let decided = mapped ?? LabelRule.decide(inputs.census, classes)
    let url = URL(fileURLWithPath: self.store)
    let wait = LockWait(seconds: options.wait, isInterrupted: { [interruption] in interruption.isRequested }) { [console, store] in
      console.print("globenc-index: waiting for another process that has the store '\(store)' in use")
    }
    let store = try AttributionStore.openForWriting(
      at: url,
      settings: inputs.settings(options, fingerprint: fingerprint(model, at: url), decided),
      shard: shard, wait: wait)
    let isContinued = (try? store.isEmpty()) == false
    let reading = LabelReading(classes, rule: try rule(of: store, mapped: mapped, decided: decided) ?? decided)
    // The labels of a store with examples were read by its rule before.
    if isContinued { inputs.census.partialRows = nil }
    var info = RunInfo(
      backend: model.backend, instructionSet: AttributionModel.instructionSet, corpus: CorpusFiles.name(of: options.corpus),
      workers: options.workers,
      startedAt: Date())
    warnOfOtherMachines(store, info, model)
    ColumnsReport(inputs.corpus, options, inputs.census, reading, isKept: true).say(on: console, isQuiet: options.isQuiet)
    let run = try store.beginRun(info)
    let imported = try ImportedScores(store)

    let status = RunStatus()
    let omissions = inputs.omissions(options)
    let complaints = Complaints(console: console, files: inputs.corpus.fileNames)
    let pipeline = IndexPipeline(
      runner: BatchRunner(model: model, workers: options.workers, keepsLayers: options.layers == .all), store: store, run: run,
      status: status, interruption: interruption, tokenizer: options.tokenizer(model, maxLength: inputs.maxLength, omissions),
      omissions: omissions,
      replaces: options.replaces,
      limit: options.limit, shard: options.shard, classes: inputs.explained, labels: LabelTally(reading, known: inputs.census),
      report: complaints.add)
    let start = ContinuousClock.now
    let progress = options.isQuiet ? nil : ProgressReport(status: status, size: inputs.corpus.size, limit: options.limit, console: console)
    let result = Result { try pipeline.run(&inputs.corpus) }
    progress?.finish()
    complaints.finish()
    let revising = Result { try revise(store, run, result, status) }

    let counts = status.counts
    if case .success = result, case .success = revising { info.finishedAt = Date() }
    info.isInterrupted = interruption.isRequested
    info.skipped = counts.skipped
    info.failed = counts.failed
    // A run that was stopped while it waited for another process must not wait again.
    let isGivenUp = Self.isInterrupted(result) || Self.isInterrupted(revising)
    let finishing = Result { if !isGivenUp { try store.finishRun(run, info) } }
    let labels: LabelTally
    do {
      labels = try result.get().labels
      try revising.get()
      try finishing.get()
      if let shard = try result.get().shard, !interruption.isRequested { try store.finishShard(rows: shard.rows, content: shard.content) }
    } catch {
      // Close the store as far as possible, and report the failure, which the user must know.
      _ = try? store.close(isWaiting: false)
      throw error
    }
    if reading.rule == nil, labels.labelled > 0, !classes.names.isEmpty { try store.keep(LabelRule(.asWritten)) }
    // Pruning gives this warning, too.
    if counts.lastRow == 0, options.limit != 0, !options.prunes, !interruption.isRequested {
      console.print("globenc-index: warning: the corpus '\(inputs.corpus.name)' has no rows")
    }
    if let warning = IndexSummary.warning(emptyTexts: counts.emptyTexts, of: counts.examples) {
      console.print("globenc-index: warning: \(warning)")
    }
    if let warning = IndexSummary.warning(unconverged: counts.unconverged) { console.print("globenc-index: warning: \(warning)") }
    for loss in try imported.losses(in: store) { console.print("globenc-index: note: \(loss)") }
    for note in omissions.notes(counts.omittedByName) { console.print("globenc-index: note: \(note)") }
    for absence in inputs.corpus.absences { console.print("globenc-index: warning: \(absence)") }
    if let notice = labels.notice { console.print("globenc-index: note: \(notice)") }
    if options.labelMap != nil, inputs.census.counts.isEmpty, labels.labelled == 0, counts.lastRow > 0 {
      console.print("globenc-index: warning: no row has a label, so that --label-map did nothing")
    }
    if let warning = labels.warning { console.print("globenc-index: warning: \(warning)") }
    return Indexed(
      store: store, run: run, info: info,
      summary: IndexSummary(counts: counts, seconds: (ContinuousClock.now - start).inSeconds, lacksClassifier: model.lacksPromisedHead),
      model: model.precision == .f32 ? model : nil)
  }

  /// Whether a signal ended a wait for another process.
  private static func isInterrupted<Success>(_ result: Result<Success, any Error>) -> Bool {
    guard case .failure(let error as StoreError) = result else { return false }
    return error.isInterruption
  }

  /// Refuses a corpus that is the store itself. It would be read as rubbish, and closing it would release SQLite's locks on the store, as
  /// closing any descriptor of a file does.
  private func refuseStoreAsCorpus() throws {
    guard let target = FileIdentity(path: store) else { return }
    let sources = try CorpusFiles.files(options.corpus, layout: options.layout).map(\.path)
      .map { $0 == "-" ? FileIdentity(descriptor: STDIN_FILENO) : FileIdentity(path: $0) }
    guard sources.contains(target) else { return }
    throw IndexerError("the corpus and the store are the same file, \(store): name another store")
  }

  /// Refuses a store of one shard of a corpus in a run over the whole corpus.
  private func refuseShard() throws {
    guard shard == nil, let other = try? AttributionStore.openForReading(at: URL(fileURLWithPath: store)).shard()?.shard else { return }
    throw IndexerError(
      "the store '\(store)' is shard \(other) of a corpus: add --shard \(other.number)/\(other.count), or name another store",
      kind: .incompatible)
  }

  /// Warns where the store has examples from a processor or library whose results may differ in their last bits.
  private func warnOfOtherMachines(_ store: AttributionStore, _ info: RunInfo, _ model: AttributionModel) {
    func kind(_ run: RunInfo) -> String { "\(run.backend) (\(run.instructionSet))" }
    guard let runs = try? store.summary().runs else { return }
    let others = Set(runs.filter { $0.examples > 0 }.map(kind)).subtracting([kind(info)]).sorted()
    guard !others.isEmpty else { return }
    let isAlike = runs.allSatisfy { $0.examples == 0 || model.rounds(as: $0.backend, $0.instructionSet) }
    console.print(
      "globenc-index: warning: the store '\(self.store)' was filled with \(others.joined(separator: ", ")), this run computes with "
        + "\(kind(info)): results may differ \(isAlike ? "in their last digits" : "as two ways of rounding to 8 bits do")")
  }

  /// Removes examples of earlier runs that the corpus no longer has.
  private func revise(
    _ store: AttributionStore, _ run: RunID, _ result: Result<IndexPipeline.Outcome, any Error>, _ status: RunStatus
  ) throws {
    guard case .success(let outcome) = result else { return }
    guard options.prunes else { return }
    let counts = status.counts
    let obstacle: String? =
      if interruption.isRequested {
        "the corpus was not read to its end"
      } else if counts.unreadable > 0 {
        "\(counts.unreadable) row\(counts.unreadable == 1 ? "" : "s") could not be read, and any example may be theirs"
      } else if counts.lastRow == 0 {
        "the corpus has no rows"
      } else {
        nil
      }
    if let obstacle { return console.print("globenc-index: warning: nothing was pruned: \(obstacle)") }
    let pruned = try store.prune(run: run) { key, writer in writer == run || outcome.seen.contains(key) }
    status.update { $0.pruned = pruned }
  }

  /// Computes a sample again in single precision and records the agreement.
  private func audit(_ indexed: inout Indexed) throws {
    guard let count = options.audit, indexed.summary.counts.examples > 0 else { return }
    if console.isTerminal, !options.isQuiet { console.show(bar: "computing \(count) of the texts again in f32") }
    defer { if console.isTerminal { console.show(bar: "") } }
    let directory = try ModelDirectory(argument: options.model, environment: ProcessInfo.processInfo.environment)
    let settings = indexed.store.settings
    let reused = indexed.model.flatMap { RecomputingModel(reusing: $0, settings: settings) }
    let model = try reused ?? RecomputingModel(directory: directory.url, precision: .f32, settings: settings, store: store)
    guard model.model.isKnown(as: settings.modelFingerprint) else {
      throw IndexerError("the files of the model '\(options.model)' were changed meanwhile", kind: .incompatible)
    }
    let runner = BatchRunner(model: model.model, workers: options.workers, interruption: interruption)
    indexed.info.audit = try Audit(store: indexed.store, run: indexed.run, count: count).run(model, on: runner)
    indexed.summary.audit = indexed.info.audit
    try indexed.store.finishRun(indexed.run, indexed.info)
  }

  /// The model's fingerprint: the one that the store at `url` has, if it identifies this model; otherwise the model's own.
  private func fingerprint(_ model: AttributionModel, at url: URL) -> String {
    let known = (try? AttributionStore.openForReading(at: url))?.settings.modelFingerprint
    return known.flatMap { model.isKnown(as: $0) ? $0 : nil } ?? model.fingerprint
  }

  /// The store's rule for labels from an earlier run; nil where it has none. In that case it stores this run's rule.
  private func rule(of store: AttributionStore, mapped: LabelRule?, decided: LabelRule?) throws -> LabelRule? {
    guard let kept = store.settings.labelRule else {
      if let decided { try store.keep(decided) }
      return nil
    }
    do { try kept.refuse(mapped, store: self.store) } catch {
      _ = try? store.close(isWaiting: false)
      throw error
    }
    return kept
  }
}
