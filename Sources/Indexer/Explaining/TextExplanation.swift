import Store
import Support
import Synchronization

/// Explains one text.
struct TextExplanation {
  let explainer: Explainer
  /// Number of threads, of which only a text in windows can use more than one.
  let workers: Int

  /// Explains a text.
  /// - Returns: The example, packed as for a store.
  /// - Throws: `IndexerError` where the text has no result.
  func explain(_ row: CorpusRow) throws -> PackedExample {
    let outcome = Mutex<Result<PackedExample, Explainer.Fault>?>(nil)
    let runner = BatchRunner(model: explainer.opened.model, workers: workers)
    try runner.run { (feeder: BatchFeeder<ExplainedRow>) in
      if case .refused(let reason) = explainer.pass(row, number: 0, own: [], to: feeder) {
        throw IndexerError("the text cannot be explained: it \(reason)")
      }
    } finishing: { batch, again in
      for (_, result) in explainer.finish(batch, again: &again) { outcome.withLock { $0 = result } }
      return true
    }
    switch outcome.withLock({ $0 }) {
    case .success(let example): return example
    case .failure(let fault): throw IndexerError("the text cannot be explained: \(fault.reason)")
    case nil: preconditionFailure("a text without a result")
    }
  }
}
