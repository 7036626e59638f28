import Engine
import Store

/// Turns batches with their results into finished examples. The workers' threads share it.
struct ExampleFinisher: Sendable {
  let assembly: ExampleAssembly
  let omissions: MethodOmissions
  let form: ExampleForm
  let status: RunStatus
  let rejected: RejectedRows
  let ids: InFlightIDs

  /// The examples that a batch completes.
  /// - Parameters:
  ///   - batch: The batch.
  ///   - again: Receives windows that the model has to explain once more, for the class of their whole text.
  /// - Returns: The examples.
  /// - Throws: `StoreError` where the temporary file of refused ids cannot be written to.
  func examples(of batch: FinishedBatch<AdmittedText>, again: inout [TaggedText<AdmittedText>]) throws -> [PackedExample] {
    var examples: [PackedExample] = []
    for (text, _, explanation) in batch.elements {
      let row = text.row.row
      if explanation.attributions.contains(where: \.isUnconverged) { status.update { $0.unconverged += 1 } }
      switch assembly.finish(text.row, window: text.window, explanation, form: form) {
      case .waiting: continue
      case .lacking(let gold, let windows):
        guard let window = text.window else { preconditionFailure("a text in one piece that lacks scores") }
        again += windows.map { index in
          let repeated = TextWindow(text: window.text, index: index, gold: window.gold, isRepeated: true)
          return TaggedText(
            encoding: window.text.encoding(of: index), tag: AdmittedText(row: text.row, replaces: text.replaces, window: repeated),
            gold: gold)
        }
      case .notFinite:
        try ids.refuse(row.id, row: row.place.row)
        rejected.add(BadRow(place: row.place, reason: "the model's result is not finite"))
      case .example(var example):
        example.replaces = text.replaces
        examples.append(example)
        count(text, tokens: example.tokenCount)
      }
    }
    return examples
  }

  private func count(_ text: AdmittedText, tokens: Int) {
    let omitted = omissions.methods(omitting: text.window?.text.longestWindow ?? tokens)
    status.update { counts in
      for method in omitted { counts.omitted[method, default: 0] += 1 }
      counts.examples += 1
      counts.replaced += text.replaces ? 1 : 0
      counts.tokens += tokens
      counts.emptyTexts += text.row.row.isEmpty ? 1 : 0
      counts.truncated += text.row.encoding.isTruncated ? 1 : 0
      counts.bytes += text.row.row.place.byteCount
    }
  }
}
