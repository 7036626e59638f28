/// One window of a text that was cut into several, as the indexer writes it.
public struct WindowRecord: Sendable, Equatable {
  /// Position of the window's first ordinary token among the example's tokens.
  public var first: Int
  /// What each method says of its tokens, with the window's own special tokens at both ends. Never empty.
  public var results: [AttributionResult]
  /// `[C]`; empty without a classification head.
  public var logits: [Float]
  /// The class of the highest logit; nil for regression and without a classification head.
  public var predicted: String?
  /// Its softmax or sigmoid probability.
  public var confidence: Double?
  /// The value that a regression model predicts.
  public var value: Double?

  /// The scores by the first result. `[T of the window]`
  public var scores: [Float] {
    get { results[0].scores }
    set { results[0].scores = newValue }
  }

  /// Creates a window with what N-Enc says of it.
  public init(first: Int, scores: [Float], logits: [Float], predicted: String?, confidence: Double?, value: Double?) {
    self.init(
      first: first, results: [AttributionResult(.nEnc, scores: scores)], logits: logits, predicted: predicted, confidence: confidence,
      value: value)
  }

  /// Creates a window.
  /// - Precondition: there is a result.
  public init(first: Int, results: [AttributionResult], logits: [Float], predicted: String?, confidence: Double?, value: Double?) {
    self.first = first
    precondition(!results.isEmpty, "a window without results")
    self.results = results
    self.logits = logits
    self.predicted = predicted
    self.confidence = confidence
    self.value = value
  }

  /// The positions of the window's ordinary tokens among the example's tokens.
  public var positions: Range<Int> { first..<first + max(scores.count - 2, 0) }

  /// The positions among the example's `count` tokens of all of its tokens: its special ones are those of the example.
  func allPositions(count: Int) -> [Int] { [0] + Array(positions) + [count - 1] }

  /// The scores of the whole text by the first result; see `AttributionResult.joined`.
  /// - Parameters:
  ///   - windows: The windows in the order of the text; together they hold every token.
  ///   - count: Number of the text's tokens, including special ones.
  /// - Returns: The scores. `[count]`
  /// - Precondition: The windows lie within the text.
  public static func joinedScores(of windows: [WindowRecord], count: Int) -> [Float] {
    AttributionResult.joinedScores(windows.map { ($0.allPositions(count: count), $0.scores) }, count: count)
  }
}
