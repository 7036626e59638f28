import Engine
import Store

/// The data of an example for an audit: its tokens, and the results of the run.
struct AuditedText: Sendable {
  /// The results of the model for a text or a window.
  struct Result: Sendable {
    let scores: [Float]
    let logits: [Float]
  }

  /// The text, or its windows.
  let encodings: [Encoding]
  /// The windows with the run's results; empty where the text is one piece.
  let windows: [WindowRecord]
  let scores: [Float]
  let predicted: String?
  /// The class that signed scores explain; nil for scores without sign.
  let className: String?
  let confidence: Double?
  let value: Double?

  /// Creates the data of an example. `tokenizer` is the tokenizer of the run; it gives the token types for the segments.
  init(_ example: Example, windows: [WindowRecord], tokenizer: any Tokenizer) {
    // The model receives ids and token types only, so the text itself is not needed.
    let segments = example.tokens.map(\.segment)
    let whole = Encoding(
      inputIDs: example.tokens.map(\.id), tokenTypeIDs: tokenizer.tokenTypes(ofSegments: segments) ?? segments, segments: segments,
      offsets: example.tokens.map(\.offsets), isTruncated: example.isTruncated)
    encodings = windows.isEmpty ? [whole] : windows.map { whole.window($0.positions) }
    self.windows = windows
    scores = example.tokens.map(\.score)
    predicted = example.predicted
    confidence = example.confidence
    className = example.explanation?.className
    value = example.value
  }
}
