/// One window of a text that was cut into several, as the indexer writes it.
public struct WindowRecord: Sendable, Equatable {
  /// Position of the window's first ordinary token among the example's tokens.
  public var first: Int
  /// The scores of the window's tokens, with its own special tokens at both ends. `[T of the window]`
  public var scores: [Float]
  /// `[C]`; empty without a classification head.
  public var logits: [Float]
  /// The class of the highest logit; nil for regression and without a classification head.
  public var predicted: String?
  /// Its softmax or sigmoid probability.
  public var confidence: Double?
  /// The value that a regression model predicts.
  public var value: Double?

  /// Creates a window.
  public init(first: Int, scores: [Float], logits: [Float], predicted: String?, confidence: Double?, value: Double?) {
    self.first = first
    self.scores = scores
    self.logits = logits
    self.predicted = predicted
    self.confidence = confidence
    self.value = value
  }

  /// The positions of the window's ordinary tokens among the example's tokens.
  public var positions: Range<Int> { first..<first + max(scores.count - 2, 0) }

  /// The scores of the whole text: the mean of each token's scores over the windows that hold it ([CLS] and [SEP] are in all of them),
  /// divided by the sum of these means, so that the scores add up to 1.
  /// - Parameters:
  ///   - windows: The windows in the order of the text; together they hold every token.
  ///   - count: Number of the text's tokens, including special ones.
  /// - Returns: The scores. `[count]`
  /// - Precondition: The windows lie within the text.
  public static func joinedScores(of windows: [WindowRecord], count: Int) -> [Float] {
    var sums = [Double](repeating: 0, count: count)
    var holders = [Double](repeating: 0, count: count)
    for window in windows {
      let positions = [0] + Array(window.positions) + [count - 1]
      for (position, score) in zip(positions, window.scores) {
        sums[position] += Double(score)
        holders[position] += 1
      }
    }
    let means = zip(sums, holders).map { $1 == 0 ? 0 : $0 / $1 }
    let total = means.reduce(0, +)
    return means.map { total == 0 ? 0 : Float($0 / total) }
  }
}
