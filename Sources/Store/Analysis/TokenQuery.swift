/// A query for a ranking of tokens: the examples, the order and the limit.
public struct TokenQuery: Sendable {
  /// The treatment of near copies (`NearCopies`).
  public enum Copies: Sendable {
    /// Each text counts.
    case counted
    /// Each text counts, and each token of the ranking gets its number of distinct texts. This reads the texts that hold the token.
    case told
    /// Of several copies only the first in the corpus counts. This reads all texts.
    case folded
  }

  /// Default of `minimumTexts` where tokens are ranked by mean or compared: a mean over few texts may be high by chance.
  public static let usualMinimumTexts = 5

  /// The examples; the filter's order, offset and limit are ignored.
  public var filter: ExampleFilter
  /// The scores that are added up, on both sides; nil for the filter's scores, or else the scores by the store's first method. Examples without them
  /// are on neither side.
  public var scores: ScoreSelection?
  /// Pieces or words.
  public var units: TokenTotals.Units
  /// Whether tokens of the template take part; among words, they appear under the names of their pieces.
  public var includeSpecial: Bool
  /// The number by which tokens are ranked, the highest first.
  public var order: TokenTotals.Order
  /// Least number of texts that hold a token: texts of the slice, or where tokens are compared, texts of both sides. Nil means 5 (distinct
  /// texts for `Order.mean` with `Copies.told`), and 1 for `Order.total` and `Order.count`.
  public var minimumTexts: Int?
  /// Number of tokens; nil means all.
  public var limit: Int?
  /// Whether the tokens at the other end of the ranking are listed, too, as many; they speak against a class where the first speak for it.
  public var listsBothEnds: Bool
  /// Whether tokens are compared with other examples even where the order is not by contrast.
  public var isCompared: Bool
  /// The examples on the other side of the comparison, except the slice's; nil means all examples outside the slice.
  public var versus: ExampleFilter?
  /// The treatment of near copies.
  public var copies: Copies
  /// Whether the token of a name is listed; nil lists all. The others still count in the comparison.
  public var isListed: (@Sendable (TokenSpelling) -> Bool)?

  /// Creates a query.
  public init(
    _ filter: ExampleFilter = ExampleFilter(), units: TokenTotals.Units = .pieces, includeSpecial: Bool = false,
    order: TokenTotals.Order = .mean, minimumTexts: Int? = nil, limit: Int? = nil, isCompared: Bool = false, versus: ExampleFilter? = nil,
    copies: Copies = .counted, scores: ScoreSelection? = nil, listsBothEnds: Bool = false,
    isListed: (@Sendable (TokenSpelling) -> Bool)? = nil
  ) {
    self.filter = filter
    self.scores = scores
    self.listsBothEnds = listsBothEnds
    self.units = units
    self.includeSpecial = includeSpecial
    self.order = order
    self.minimumTexts = minimumTexts
    self.limit = limit
    self.isCompared = isCompared
    self.versus = versus
    self.copies = copies
    self.isListed = isListed
  }

  /// Least number of texts of both sides that hold a compared token.
  var comparedTexts: Int { max(minimumTexts ?? Self.usualMinimumTexts, 1) }

  /// Least number of distinct texts of the slice that hold a token; nil where copies count.
  var distinctTexts: Int? { copies == .told && order == .mean && minimumTexts == nil ? Self.usualMinimumTexts : nil }

  /// Least number of texts of the slice that hold a token, where the order is not by contrast.
  var rankedTexts: Int {
    switch order {
    case .mean: max(minimumTexts ?? Self.usualMinimumTexts, 1)
    case .total, .count: max(minimumTexts ?? 1, 1)
    case .contrast: 0
    }
  }
}
