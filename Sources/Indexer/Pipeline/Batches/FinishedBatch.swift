import Engine

/// Texts of one batch with their results.
struct FinishedBatch<Tag: Sendable>: Sendable {
  /// A text and its result.
  typealias Element = (tag: Tag, encoding: Encoding, explanation: Explanation)

  /// The texts of one length class, in the order of the batch. `[B]`
  let texts: [TaggedText<Tag>]
  /// Their results. `[B]`
  let explanations: [Explanation]
  /// Seconds that the model took for the batch.
  let seconds: Double

  /// Number of tokens of all texts.
  var tokenCount: Int { texts.reduce(0) { $0 + $1.encoding.count } }

  /// The texts with their results, in the order of the batch.
  var elements: some Sequence<Element> {
    zip(texts, explanations).lazy.map { (tag: $0.tag, encoding: $0.encoding, explanation: $1) }
  }
}
