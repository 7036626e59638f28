/// A choice of examples, and their order. All conditions must hold.
public struct ExampleFilter: Sendable, Equatable {
  /// The order of the examples. Ties go by row of the corpus, then by id.
  public enum Order: Sendable, Equatable, CaseIterable {
    /// By row of the corpus.
    case row
    /// The least confident prediction first; examples without one last.
    case leastConfident
    /// The most confident prediction first; examples without one last.
    case mostConfident
    /// The fewest tokens first.
    case shortest
    /// The most tokens first.
    case longest
    /// By the highest score of an occurrence of `piece`, or else of `word`, the lowest first; examples without it last.
    case lowestScore
    /// By the highest score of an occurrence of `piece`, or else of `word`, the highest first; examples without it last.
    case highestScore
    /// By the value of this kept column: numbers by size, the smallest first, then texts by their bytes, then examples without a value.
    case keptAscending(String)
    /// By the value of this kept column: texts by their bytes, the last first, then numbers, the largest first, then examples without a value.
    case keptDescending(String)

    /// All orders except those by a kept column.
    public static let allCases: [Order] = [
      .row, .leastConfident, .mostConfident, .shortest, .longest, .lowestScore, .highestScore,
    ]

    /// The kept column of the order; nil for other orders.
    var keptColumn: String? {
      switch self {
      case .keptAscending(let column), .keptDescending(let column): column
      default: nil
      }
    }

    /// Whether the order depends on the scores of `piece` or `word`.
    var isOfScores: Bool { self == .lowestScore || self == .highestScore }
  }

  /// The relation between prediction and gold label, where there is a prediction and the gold label is a class of the model.
  public enum Outcome: String, Sendable, CaseIterable { case correct, misclassified }

  /// A condition on the value of a kept column.
  public typealias Condition = KeptCondition

  /// Only examples with this gold label.
  public var label: String?
  /// Only examples with this predicted label.
  public var predicted: String?
  /// Only examples whose gold label is a class of the model, and equal to or different from the predicted label.
  public var outcome: Outcome?
  /// Only examples with at least this confidence.
  public var minimumConfidence: Double?
  /// Only examples with at most this confidence.
  public var maximumConfidence: Double?
  /// Only examples whose text or pair contains this text, compared as by `CaseFolding`.
  public var containing: String?
  /// Only examples with these values in kept columns.
  public var conditions: [Condition]
  /// Only examples with one of these ids. Ids that no example has are ignored.
  public var ids: [String]?
  /// Only examples with this vocabulary piece among their tokens.
  public var piece: String?
  /// With `piece`: only examples where the piece is among the given number of tokens with the highest scores, without special tokens, ties
  /// in the order of the text.
  public var pieceRank: Int?
  /// Only examples with the word of this name; canonically equivalent names are equal.
  public var word: String?
  /// With `word`: only examples where the word is among the given number of words with the highest scores, ties in the order of the text.
  public var wordRank: Int?
  /// Only examples that were truncated at the maximum length.
  public var truncatedOnly: Bool
  /// Only examples with a number of tokens in this range, including special ones.
  public var length: ClosedRange<Int>?
  /// Only examples whose row of the corpus is in this range.
  public var rows: ClosedRange<Int>?
  /// The scores of the tokens, by which tokens and words are ranked; only examples that have them pass. Nil for those of the store's first
  /// method, of the predicted class or else of the first class that has some; then all examples pass.
  public var scores: ScoreSelection?
  /// The order of the examples.
  public var order: Order
  /// Only examples that stand behind the one with this id in `order`, which need not pass itself.
  public var after: String?
  /// Whether all examples that pass are counted. Without it, and in the order of the corpus, the search ends at the limit.
  public var isCounted: Bool
  /// Number of examples to skip first.
  public var offset: Int
  /// Upper bound of the number of examples; nil means all.
  public var limit: Int?

  /// Creates a filter; without arguments, every example passes, in row order.
  public init(
    label: String? = nil, predicted: String? = nil, outcome: Outcome? = nil, minimumConfidence: Double? = nil,
    maximumConfidence: Double? = nil, containing: String? = nil, conditions: [Condition] = [], ids: [String]? = nil, piece: String? = nil,
    pieceRank: Int? = nil, word: String? = nil, wordRank: Int? = nil, truncatedOnly: Bool = false, length: ClosedRange<Int>? = nil,
    rows: ClosedRange<Int>? = nil, scores: ScoreSelection? = nil, order: Order = .row, after: String? = nil, isCounted: Bool = true,
    offset: Int = 0, limit: Int? = nil
  ) {
    self.label = label
    self.predicted = predicted
    self.outcome = outcome
    self.minimumConfidence = minimumConfidence
    self.maximumConfidence = maximumConfidence
    self.containing = containing
    self.conditions = conditions
    self.ids = ids
    self.piece = piece
    self.pieceRank = pieceRank
    self.word = word
    self.wordRank = wordRank
    self.truncatedOnly = truncatedOnly
    (self.length, self.rows) = (length, rows)
    self.scores = scores
    self.order = order
    (self.after, self.isCounted) = (after, isCounted)
    self.offset = offset
    self.limit = limit
  }

  /// Whether the filter has conditions on labels only, so that kept totals and counters answer it without reading examples.
  public var isOfLabelsOnly: Bool {
    outcome == nil && minimumConfidence == nil && maximumConfidence == nil && containing == nil && conditions.isEmpty && ids == nil
      && piece == nil && word == nil && !truncatedOnly && length == nil && rows == nil && after == nil
  }
}
