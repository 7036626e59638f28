/// A token that is strong and occurs with one label almost only: the model may lean on it without understanding the text.
public struct Cue: Sendable, Equatable {
  /// What makes a token a cue. All bounds must be met.
  public struct Bounds: Sendable, Equatable {
    /// The mean score, in multiples of the mean over all ordinary tokens of the examples.
    public var ratio: Double
    /// The share of the occurrences that one label has.
    public var purity: Double
    /// Occurrences in examples whose labels are known.
    public var count: Int

    /// Creates bounds.
    public init(ratio: Double = 3, purity: Double = 0.9, count: Int = 10) {
      self.ratio = ratio
      self.purity = purity
      self.count = count
    }
  }

  /// Which label of an example counts.
  public enum Side: String, Sendable, CaseIterable { case gold, predicted }

  /// An example of the label with the token in it.
  public struct Evidence: Sendable, Equatable {
    /// The example.
    public let id: String
    /// Its row of the corpus.
    public let row: Int
    /// The highest score of the token in it.
    public let score: Double
  }

  /// The piece or the word.
  public let token: String
  /// The label that it occurs with.
  public let label: String
  /// Its occurrences in examples whose labels are known.
  public let count: Int
  /// The share of them that the label has.
  public let purity: Double
  /// The mean of its scores.
  public let mean: Double
  /// The mean in multiples of that of all ordinary tokens.
  public let ratio: Double
  /// The examples of the label where it is strongest, three at most.
  public internal(set) var evidence: [Evidence]
}
