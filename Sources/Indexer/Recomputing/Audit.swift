import Engine
import Store
import Support

/// Runs a sample of the indexed texts through the model in single precision, and measures the agreement with the run's results by each
/// method.
///
/// The sample is spread evenly over the rows of the run. It depends neither on the number of workers nor on their timing.
struct Audit {
  let store: AttributionStore
  let run: RunID
  /// Largest number of texts.
  let count: Int

  /// Runs the sample.
  /// - Parameters:
  ///   - model: The run's model in `Precision.f32`.
  ///   - runner: A runner with this model.
  /// - Returns: The agreement; nil where the run indexed nothing or a signal ended the audit.
  /// - Throws: `StoreError` where the store cannot be read.
  func run(_ model: RecomputingModel, on runner: BatchRunner) throws -> RunInfo.Audit? {
    precondition(runner.model === model.model && runner.model.precision == .f32, "an audit in \(runner.model.precision)")
    var tally = AuditTally(model: model.model, methods: store.settings.methods)
    // The passes over a text come one after another.
    var results: [AuditedText.Result] = []
    try runner.run { (feeder: OrderedFeeder<(text: AuditedText, pass: RecomputingModel.Pass), AuditedText.Result>) in
      try store.forEachExample(of: run, sampling: count) { example in
        let text = AuditedText(
          example, results: try store.results(exampleID: example.id),
          windows: example.windows > 1 ? try store.windows(exampleID: example.id) : [], model: model)
        return try text.passes.joined().allSatisfy { try feeder.add($0.encoding, tag: (text, $0), gold: $0.gold) }
      }
    } making: { tag, explanation in
      try AuditedText.Result(
        scores: tag.pass.stored.map { stored in
          guard let now = model.attribution(of: explanation, for: stored) else {
            throw IndexerError(
              "the model gives no scores by \(stored.method) for the class '\(stored.className ?? "")'", kind: .incompatible)
          }
          return AttributionResult(stored.method, className: stored.className, scores: now.scores, bias: now.bias, logit: now.logit)
        }, logits: explanation.logits)
    } taking: { tag, result in
      results.append(result)
      guard results.count == tag.text.passes.reduce(0, { $0 + $1.count }) else { return }
      tally.add(tag.text, tag.text.joined(results))
      results.removeAll(keepingCapacity: true)
    }
    return runner.interruption?.isRequested == true ? nil : tally.result
  }
}
