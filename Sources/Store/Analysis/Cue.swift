/// A token with high scores that occurs almost only with one label: the model may rely on it without understanding the text. A high signed
/// score speaks for its class.
public struct Cue: Sendable, Equatable {
  /// The conditions of a cue. All of them must hold.
  public struct Bounds: Sendable, Equatable {
    /// Least mean score, in multiples of the mean size of a score, without its sign, over all ordinary tokens of the examples.
    public var ratio: Double
    /// Least share of the label in the token's occurrences.
    public var purity: Double
    /// Least number of occurrences in examples whose labels are known.
    public var count: Int

    /// Creates bounds.
    public init(ratio: Double = 3, purity: Double = 0.9, count: Int = 10) {
      self.ratio = ratio
      self.purity = purity
      self.count = count
    }
  }

  /// The labels that are compared with a token.
  public typealias Side = LabelOrigin

  /// An example of the label that holds the token.
  public struct Evidence: Sendable, Equatable {
    /// Id of the example.
    public let id: String
    /// The example's row of the corpus.
    public let row: Int
    /// The token's highest score in the example.
    public let score: Double
  }

  /// The piece or the word.
  public let token: String
  /// The label of most of its occurrences.
  public let label: String
  /// Number of its occurrences in examples whose labels are known.
  public let count: Int
  /// Share of the label in these occurrences.
  public let purity: Double
  /// Mean score of these occurrences.
  public let mean: Double
  /// Mean score, in multiples of the mean size of a score over all ordinary tokens.
  public let ratio: Double
  /// At most three examples of the label, those with the token's highest scores.
  public internal(set) var evidence: [Evidence]
}
