import Dispatch
import Engine
import Store
import Synchronization

/// Runs a sample of the texts that a run has indexed through the model in single precision, and says how far both agree.
///
/// The texts are taken from the store, evenly over the run's rows: which they are depends neither on the number of workers nor on their haste.
struct Audit {
  /// Tokens that are computed between two looks at the store: a bound on memory.
  private static let portion = 1 << 17

  let store: AttributionStore
  let run: RunID
  /// Texts at most.
  let count: Int
  let workers: Int
  let interruption: Interruption

  /// Runs the texts.
  /// - Parameter model: the model of the run in `Precision.f32`.
  /// - Returns: the agreement; nil where the run indexed nothing, or a signal ended the audit.
  /// - Throws: `StoreError` where the store cannot be read.
  func run(_ model: AttributionModel) throws -> RunInfo.Audit? {
    precondition(model.precision == .f32, "an audit in \(model.precision)")
    var tally = AuditTally(model: model)
    var texts: [AuditedText] = []
    var tokens = 0
    func compute() {
      var results = results(of: texts.flatMap(\.encodings), model)[...]
      for text in texts {
        let own = results.prefix(text.encodings.count).compactMap { $0 }
        results = results.dropFirst(text.encodings.count)
        // What an interruption left out.
        guard own.count == text.encodings.count else { break }
        tally.add(text, own)
      }
      texts.removeAll(keepingCapacity: true)
      tokens = 0
    }
    try store.forEachExample(of: run, sampling: count) { example in
      let text = AuditedText(
        example, windows: example.windows > 1 ? try store.windows(exampleID: example.id) : [], tokenizer: model.tokenizer)
      texts.append(text)
      tokens += text.tokenCount
      if tokens >= Self.portion { compute() }
      return !interruption.isRequested
    }
    compute()
    return interruption.isRequested ? nil : tally.result
  }

  /// What the model makes of each text or window, on all workers; nil for those that an interruption left out.
  private func results(of encodings: [Encoding], _ model: AttributionModel) -> [AuditedText.Result?] {
    var packer = BatchPacker<Int>()
    var batches: [[Int]] = []
    for (index, encoding) in encodings.enumerated() {
      let full = packer.add(index, length: encoding.count, rows: model.rows(forLength: encoding.count))
      if let full { batches.append(full) }
    }
    batches += packer.flush()
    let work = batches
    let next = Mutex(0)
    let results = Mutex<[AuditedText.Result?]>(Array(repeating: nil, count: encodings.count))
    DispatchQueue.concurrentPerform(iterations: min(workers, max(work.count, 1))) { _ in
      let worker = model.makeWorker()
      while !interruption.isRequested,
        let batch = next.withLock({ next -> [Int]? in
          defer { next += 1 }
          return next < work.count ? work[next] : nil
        })
      {
        let attributions = worker.run(batch.map { encodings[$0] })
        results.withLock { results in
          for (index, attribution) in zip(batch, attributions) {
            results[index] = AuditedText.Result(scores: attribution.scores, logits: attribution.logits)
          }
        }
      }
    }
    return results.withLock { $0 }
  }
}
