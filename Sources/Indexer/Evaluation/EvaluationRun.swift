import Engine
import Foundation
import Store
import Support

/// An evaluation of a store's methods on a sample of its texts. Results go into the store.
struct EvaluationRun {
  /// What became of the sample.
  struct Outcome {
    /// Number of texts that count.
    var evaluated = 0
    /// Number of those whose tokens are the same as another's.
    var copies = 0
    /// Number of texts that an earlier, interrupted evaluation had finished.
    var known = 0
    /// Numbers of texts that do not count.
    var omitted: [EvaluatedText.Omission: Int] = [:]
    /// The results; empty where a signal ended the evaluation, or no text counts.
    var results: [Evaluation] = []
  }

  let store: AttributionStore
  let plan: EvaluationPlan
  let runner: BatchRunner
  let interruption: Interruption
  /// Number of tokens of all masked forms of the texts that are evaluated at a time. Their numbers then go into the store together.
  var portion = 1 << 18

  /// Runs the evaluation.
  /// - Parameter onProgress: Called with the number of finished texts and their number in all.
  /// - Returns: What became of the sample. Where a signal ended the evaluation, what is finished is in the store.
  /// - Throws: `StoreError` where the store cannot be read or written to.
  func run(_ onProgress: (Int, Int) -> Void) throws -> Outcome {
    var numbers = SeededNumbers(seed: plan.seed)
    let ids = try store.exampleIDs(sampling: plan.sample, using: &numbers)
    let unfinished = try UnfinishedEvaluation("\(plan.name) \(runner.model.fingerprint)", in: store)
    let evaluation = TextEvaluation(plan: plan, runner: runner)
    var outcome = Outcome()
    var values: [[Double]?] = []
    var waiting: [(place: Int, text: EvaluatedText)] = []
    func finish() throws -> Bool {
      guard !waiting.isEmpty else { return true }
      guard let computed = try evaluation.values(of: waiting.map(\.text)) else { return false }
      try store.add([unfinished.record(zip(waiting, computed).map { ($0.text, $1) })])
      for (entry, numbers) in zip(waiting, computed) { values[entry.place] = numbers }
      waiting = []
      return true
    }
    var seen: Set<[Int32]> = []
    var tokens = 0
    for (place, id) in ids.enumerated() {
      guard !interruption.isRequested else { return outcome }
      switch try EvaluatedText.read(id, from: store, plan.methods, runner.model.tokenizer) {
      case .failure(let omitted): outcome.omitted[omitted.reason, default: 0] += 1
      case .success(let text):
        outcome.evaluated += 1
        if !seen.insert(text.encoding.inputIDs).inserted { outcome.copies += 1 }
        if let known = unfinished.values(of: text), known.count == plan.measures.count {
          outcome.known += 1
          values.append(known)
          continue
        }
        values.append(nil)
        waiting.append((values.count - 1, text))
        tokens += text.encoding.count * (16 * plan.orders.count + (plan.hasLeaveOneOut ? text.encoding.count : 0))
        guard tokens >= portion else { continue }
        tokens = 0
        guard try finish() else { return outcome }
        onProgress(place + 1, ids.count)
      }
    }
    guard try finish() else { return outcome }
    outcome.results = EvaluationResults(plan: plan, values: values.compactMap { $0 }).evaluations(at: Date())
    guard !outcome.results.isEmpty else { return outcome }
    let measured = Set(plan.methods.map(\.method.name))
    // Deletion and masking stand beside each other; rank correlations depend on neither.
    try store.add(outcome.results) { old in
      if old.isUnfinished { return unfinished.isRecord(old) }
      guard EvaluationResults.metrics.contains(old.metric) else { return false }
      return old.masking == nil ? measured.contains(old.method) : old.masking == plan.masking.rawValue
    }
    return outcome
  }
}
