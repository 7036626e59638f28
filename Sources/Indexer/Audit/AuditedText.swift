import Engine
import Store

/// What an audit needs of an example: its tokens, and what the run made of them.
struct AuditedText: Sendable {
  let encoding: Encoding
  let scores: [Float]
  let predicted: String?
  let confidence: Double?
  let value: Double?

  init(_ example: StoredExample) {
    // The model sees ids and segments only, so that the text itself is not needed.
    encoding = Encoding(
      inputIDs: example.tokens.map(\.id), tokenTypeIDs: example.tokens.map(\.segment), offsets: example.tokens.map(\.offsets),
      isTruncated: example.isTruncated)
    scores = example.tokens.map(\.score)
    predicted = example.predicted
    confidence = example.confidence
    value = example.value
  }
}
