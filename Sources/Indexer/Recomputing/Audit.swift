import Engine
import Store

/// Runs a sample of the indexed texts through the model in single precision, and measures the agreement with the run's results.
///
/// The sample is spread evenly over the rows of the run. It depends neither on the number of workers nor on their timing.
struct Audit {
  let store: AttributionStore
  let run: RunID
  /// Largest number of texts.
  let count: Int

  /// Runs the sample.
  /// - Parameter runner: A runner with the run's model in `Precision.f32`.
  /// - Returns: The agreement; nil where the run indexed nothing or a signal ended the audit.
  /// - Throws: `StoreError` where the store cannot be read.
  func run(on runner: BatchRunner) throws -> RunInfo.Audit? {
    let model = runner.model
    precondition(model.precision == .f32, "an audit in \(model.precision)")
    var tally = AuditTally(model: model)
    // The windows of a text come one after another.
    var results: [AuditedText.Result] = []
    try runner.run { (feeder: OrderedFeeder<AuditedText, AuditedText.Result>) in
      try store.forEachExample(of: run, sampling: count) { example in
        let text = AuditedText(
          example, windows: example.windows > 1 ? try store.windows(exampleID: example.id) : [], tokenizer: model.tokenizer)
        return try text.encodings.allSatisfy { try feeder.add($0, tag: text) }
      }
    } making: { text, explanation in
      AuditedText.Result(scores: model.attribution(of: explanation, for: text.className).scores, logits: explanation.logits)
    } taking: { text, result in
      results.append(result)
      guard results.count == text.encodings.count else { return }
      tally.add(text, results)
      results.removeAll(keepingCapacity: true)
    }
    return runner.interruption?.isRequested == true ? nil : tally.result
  }
}
