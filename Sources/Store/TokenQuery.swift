/// Which tokens to rank, over which examples, and by what.
public struct TokenQuery: Sendable {
  /// The examples; their order, offset and limit play no part.
  public var filter: ExampleFilter
  /// Pieces or words.
  public var units: TokenTotals.Units
  /// Whether tokens that the template added take part; with words, under the names of their pieces.
  public var includeSpecial: Bool
  /// What to rank by, the highest first.
  public var order: TokenTotals.Order
  /// The occurrences that a token needs; nil means 5, or 1 where there are under 200 examples.
  public var minimumCount: Int?
  /// How many tokens; nil means all.
  public var limit: Int?
  /// With the order `contrast`: the examples that those of `filter` are compared with; nil means all others.
  public var versus: ExampleFilter?
  /// Whether a token is listed, by its name; nil lists all. Those left out count where tokens are compared.
  public var isListed: (@Sendable (String) -> Bool)?

  /// Creates a query.
  public init(
    _ filter: ExampleFilter = ExampleFilter(), units: TokenTotals.Units = .pieces, includeSpecial: Bool = false,
    order: TokenTotals.Order = .mean, minimumCount: Int? = nil, limit: Int? = nil, versus: ExampleFilter? = nil,
    isListed: (@Sendable (String) -> Bool)? = nil
  ) {
    self.filter = filter
    self.units = units
    self.includeSpecial = includeSpecial
    self.order = order
    self.minimumCount = minimumCount
    self.limit = limit
    self.versus = versus
    self.isListed = isListed
  }

  /// The occurrences that a token needs where there are that many examples: a mean of few may be high by chance.
  func minimumCount(for examples: Int) -> Int {
    max(minimumCount ?? (examples < 200 ? 1 : 5), 1)
  }
}
