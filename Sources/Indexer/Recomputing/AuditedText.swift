import Engine
import Store

/// What an audit needs of an example: its tokens, and what the run made of them.
struct AuditedText: Sendable {
  /// What the model makes of a text or a window.
  struct Result: Sendable {
    let scores: [Float]
    let logits: [Float]
  }

  /// The text, or its windows.
  let encodings: [Encoding]
  /// As the run found them; empty where the text was not cut.
  let windows: [WindowRecord]
  let scores: [Float]
  let predicted: String?
  let confidence: Double?
  let value: Double?

  /// `tokenizer` is the one that the text was split with; it tells which token types its segments have.
  init(_ example: StoredExample, windows: [WindowRecord], tokenizer: WordPieceTokenizer) {
    // The model sees ids and token types only, so that the text itself is not needed.
    let segments = example.tokens.map(\.segment)
    let whole = Encoding(
      inputIDs: example.tokens.map(\.id), tokenTypeIDs: tokenizer.tokenTypes(ofSegments: segments) ?? segments, segments: segments,
      offsets: example.tokens.map(\.offsets), isTruncated: example.isTruncated)
    encodings = windows.isEmpty ? [whole] : windows.map { whole.window($0.positions) }
    self.windows = windows
    scores = example.tokens.map(\.score)
    predicted = example.predicted
    confidence = example.confidence
    value = example.value
  }

  /// Tokens of what is run through the model.
  var tokenCount: Int { encodings.reduce(0) { $0 + $1.count } }
}
