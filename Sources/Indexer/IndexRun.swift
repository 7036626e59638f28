import Engine
import Foundation
import Store

/// One run over a corpus: opens everything, then lets the pipeline work.
struct IndexRun {
  /// How it ended.
  struct Outcome {
    var summary: IndexSummary
    /// The signal that stopped it before the end of the corpus.
    var signal: Int32?
  }

  let options: IndexOptions
  /// Where the store lies.
  let store: String
  let console: Console
  let interruption: Interruption

  /// Runs.
  /// - Throws: `IndexerError`, `EngineError` or `StoreError`, before the store is created where the corpus or the model is to blame.
  func run() throws -> Outcome {
    var corpus = try Corpus(path: options.corpus, format: options.format, selection: options.selection) { interruption.isRequested }
    let directory = try ModelDirectory(argument: options.model, environment: ProcessInfo.processInfo.environment)
    let model = try AttributionModel(directory: directory.url, precision: options.precision)
    let maxLength = min(options.maxLength ?? .max, model.maxTokens)
    let url = URL(fileURLWithPath: self.store)
    let store = try AttributionStore.openForWriting(at: url, settings: settings(model, name: directory.name, maxLength: maxLength))
    var info = RunInfo(
      backend: AttributionModel.backend, instructionSet: AttributionModel.instructionSet, corpus: options.corpus, workers: options.workers,
      startedAt: Date())
    let run = try store.beginRun(info)

    let status = RunStatus()
    let place = options.corpus
    let pipeline = IndexPipeline(
      model: model, store: store, run: run, status: status, interruption: interruption, workers: options.workers, maxLength: maxLength,
      keepLayers: options.layers == .all, limit: options.limit,
      report: { [console] bad in console.print("\(place):\(bad.place.line): row \(bad.place.row): \(bad.reason)") })
    let start = ContinuousClock.now
    let progress = options.isQuiet ? nil : ProgressReport(status: status, size: corpus.size, limit: options.limit, console: console)
    let result = Result { try pipeline.run(&corpus) }
    progress?.finish()

    let counts = status.counts
    info.finishedAt = Date()
    info.isInterrupted = interruption.isRequested
    info.skipped = counts.skipped
    info.failed = counts.failed
    // After a failure the store is closed as well as it can be; the failure is what the user has to know.
    let closing = Result {
      try store.finishRun(run, info)
      try store.close()
    }
    let labels = try result.get()
    try closing.get()
    for column in corpus.absentColumns { console.print("globenc-index: warning: no row of '\(corpus.name)' has a column '\(column)'") }
    if let warning = labels.warning { console.print("globenc-index: warning: \(warning)") }
    return Outcome(
      summary: IndexSummary(counts: counts, seconds: (ContinuousClock.now - start).inSeconds), signal: interruption.signal)
  }

  private func settings(_ model: AttributionModel, name: String, maxLength: Int) -> StoreSettings {
    let problemType: StoreSettings.ProblemType =
      switch model.configuration.problemType {
      case _ where !model.hasHead: .none
      case .singleLabel: .singleLabel
      case .multiLabel: .multiLabel
      case .regression: .regression
      }
    return StoreSettings(
      model: name, modelFingerprint: model.fingerprint, tokenizerFingerprint: model.tokenizer.fingerprint, method: "n-enc",
      aggregate: "rollout", precision: options.precision.rawValue, maxLength: maxLength, layers: options.layers,
      columns: options.selection.columns, labels: model.hasHead ? model.configuration.labels : [], problemType: problemType)
  }
}
