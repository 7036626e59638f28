import Engine
import Store

/// The data of an example for an audit: its tokens, and the results of the run.
struct AuditedText: Sendable {
  /// The results of a pass of the model.
  struct Result: Sendable {
    /// The scores that the pass was to give again, in the order of the stored ones.
    let scores: [AttributionResult]
    let logits: [Float]
  }

  /// The passes over the text, or over each of its windows.
  let passes: [[RecomputingModel.Pass]]
  /// The windows with the run's results; empty where the text is one piece.
  let windows: [WindowRecord]
  /// The run's results by each method, and for each class.
  let results: [AttributionResult]
  /// Number of tokens.
  let count: Int
  let predicted: String?
  /// The class of the scores that queries show by default; nil for scores without sign.
  let className: String?
  let confidence: Double?
  let value: Double?

  /// Creates the data of an example.
  init(_ example: Example, results: [AttributionResult], windows: [WindowRecord], model: RecomputingModel) {
    let encodings = Self.encodings(of: example, windows: windows, tokenizer: model.model.tokenizer)
    let stored = windows.isEmpty ? [results] : windows.map(\.results)
    passes = zip(encodings, stored).map { model.passes(over: $0, for: $1) }
    self.windows = windows
    self.results = results
    count = example.tokens.count
    predicted = example.predicted
    confidence = example.confidence
    className = example.explanation?.className
    value = example.value
  }

  /// The tokens of an example, or of each of its windows, as the model receives them. `tokenizer` is the tokenizer of the run; it gives the
  /// token types for the segments.
  static func encodings(of example: Example, windows: [WindowRecord], tokenizer: any Tokenizer) -> [Encoding] {
    // The model receives ids and token types only, so the text itself is not needed.
    let segments = example.tokens.map(\.segment)
    let whole = Encoding(
      inputIDs: example.tokens.map(\.id), tokenTypeIDs: tokenizer.tokenTypes(ofSegments: segments) ?? segments, segments: segments,
      offsets: example.tokens.map(\.offsets), isSpecial: example.tokens.map(\.isSpecial), isTruncated: example.isTruncated)
    return windows.isEmpty ? [whole] : windows.map { whole.window($0.positions) }
  }

  /// The results of the whole text, from those of its passes in order.
  func joined(_ results: [Result]) -> Result {
    var rest = results[...]
    let parts = passes.map { passes in
      defer { rest = rest.dropFirst(passes.count) }
      return Result(scores: rest.prefix(passes.count).flatMap(\.scores), logits: rest.first?.logits ?? [])
    }
    guard !windows.isEmpty else { return parts[0] }
    let records = zip(windows, parts).map { window, part in
      var window = window
      window.results = part.scores
      return window
    }
    return Result(
      scores: parts[0].scores.isEmpty ? [] : AttributionResult.joined(of: records, count: count),
      logits: ExampleAssembly.mean(parts.map(\.logits)))
  }
}
