/// Which tokens to rank, over which examples, and by what.
public struct TokenQuery: Sendable {
  /// Which near copies are told from distinct texts, `NearCopies`.
  public enum Copies: Sendable {
    /// Each text counts.
    case counted
    /// Each text counts, and each token of the ranking is given its number of distinct texts: a look at the texts that hold it.
    case told
    /// The first of several copies counts, in the order of the corpus: a scan.
    case folded
  }

  /// From so many texts a token is ranked by mean, or compared, unless told otherwise: a mean of few may be high by chance.
  public static let usualMinimumTexts = 5

  /// The examples; their order, offset and limit play no part.
  public var filter: ExampleFilter
  /// Pieces or words.
  public var units: TokenTotals.Units
  /// Whether tokens that the template added take part; with words, under the names of their pieces.
  public var includeSpecial: Bool
  /// What to rank by, the highest first.
  public var order: TokenTotals.Order
  /// How many texts must hold a token: texts of the slice, and for comparing, of both sides. Nil means 5, by mean distinct ones where copies are told; by total and
  /// by count, 1.
  public var minimumTexts: Int?
  /// How many tokens; nil means all.
  public var limit: Int?
  /// Whether tokens are compared with those of other examples whatever they are ranked by.
  public var isCompared: Bool
  /// The examples that those of `filter` are compared with; nil means all others. Those that are in the slice too are left out there.
  public var versus: ExampleFilter?
  /// What becomes of near copies.
  public var copies: Copies
  /// Whether a token is listed, by its name; nil lists all. Those left out count where tokens are compared.
  public var isListed: (@Sendable (String) -> Bool)?

  /// Creates a query.
  public init(
    _ filter: ExampleFilter = ExampleFilter(), units: TokenTotals.Units = .pieces, includeSpecial: Bool = false,
    order: TokenTotals.Order = .mean, minimumTexts: Int? = nil, limit: Int? = nil, isCompared: Bool = false, versus: ExampleFilter? = nil,
    copies: Copies = .counted, isListed: (@Sendable (String) -> Bool)? = nil
  ) {
    self.filter = filter
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

  /// How many texts of both sides must hold a token that is compared.
  var comparedTexts: Int { max(minimumTexts ?? Self.usualMinimumTexts, 1) }

  /// How many distinct texts of the slice must hold a token; nil where copies count.
  var distinctTexts: Int? { copies == .told && order == .mean && minimumTexts == nil ? Self.usualMinimumTexts : nil }

  /// How many texts of the slice must hold a token that is ranked by something else than the comparison.
  var rankedTexts: Int {
    switch order {
    case .mean: max(minimumTexts ?? Self.usualMinimumTexts, 1)
    case .total, .count: max(minimumTexts ?? 1, 1)
    case .contrast: 0
    }
  }
}
