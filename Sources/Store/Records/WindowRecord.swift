/// A window of a text that was split into several, as the indexer writes it.
public struct WindowRecord: Sendable, Equatable {
  /// Position of the window's first ordinary token among the example's tokens.
  public var first: Int
  /// The attributions of the window's tokens by each method, with the window's own special tokens at both ends. Never empty.
  public var results: [AttributionResult]
  /// Empty without a classification head. `[C]`
  public var logits: [Float]
  /// The class of the highest logit; nil for regression and without a classification head.
  public var predicted: String?
  /// The predicted class' softmax or sigmoid probability.
  public var confidence: Double?
  /// The value that a regression model predicts.
  public var value: Double?

  /// The scores of the first attribution. `[T of the window]`
  public var scores: [Float] {
    get { results[0].scores }
    set { results[0].scores = newValue }
  }

  /// Creates a window with its attribution by N-Enc.
  public init(first: Int, scores: [Float], logits: [Float], predicted: String?, confidence: Double?, value: Double?) {
    self.init(
      first: first, results: [AttributionResult(.nEnc, scores: scores)], logits: logits, predicted: predicted, confidence: confidence,
      value: value)
  }

  /// Creates a window.
  /// - Precondition: `results` is not empty.
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

  /// The positions of all the window's tokens among the example's `count` tokens. The window's special tokens stand for the example's.
  func allPositions(count: Int) -> [Int] { [0] + Array(positions) + [count - 1] }

  /// The scores of the whole text by the first attribution; see `AttributionResult.joined`.
  /// - Parameters:
  ///   - windows: The windows in the order of the text; together they hold every token.
  ///   - count: Number of the text's tokens, including special ones.
  /// - Returns: The scores. `[count]`
  /// - Precondition: The windows lie within the text.
  public static func joinedScores(of windows: [WindowRecord], count: Int) -> [Float] {
    AttributionResult.joinedScores(windows.map { ($0.allPositions(count: count), $0.scores) }, count: count)
  }
}
