/// What the tokens of some examples amount to.
public struct TokenTotals: Sendable, Equatable {
  /// What is counted.
  public enum Units: String, Sendable, CaseIterable {
    /// Vocabulary pieces, such as "##ing".
    case pieces
    /// Words: pieces joined where one continues the other.
    case words
  }

  /// The order of a ranking. Ties go by count, the higher first, then by the token's UTF-8 bytes.
  public enum Order: String, Sendable, CaseIterable {
    case mean, total, count
    /// How much more of the scores goes to the token than in other examples: `Contrast`.
    case contrast
  }

  /// One token over all its occurrences in the examples.
  public struct Entry: Sendable, Equatable {
    /// The piece or the word.
    public let token: String
    /// How often it occurs.
    public let count: Int
    /// The sum of its scores in units of 2^-32, exact.
    public let fixedPointTotal: Int64
    /// In a ranking by contrast: `Contrast`'s z.
    public let contrast: Double?

    /// Creates an entry.
    init(token: String, count: Int, fixedPointTotal: Int64, contrast: Double? = nil) {
      self.token = token
      self.count = count
      self.fixedPointTotal = fixedPointTotal
      self.contrast = contrast
    }

    /// The sum of its scores.
    public var total: Double { FixedPoint.double(fixedPointTotal) }
    /// The mean of its scores.
    public var mean: Double { count == 0 ? 0 : FixedPoint.double(fixedPointTotal) / Double(count) }
  }

  /// How many examples there are.
  public let examples: Int
  /// In a ranking by contrast: how many examples they are compared with.
  public let others: Int?
  /// The tokens: in the order asked for, or else by their UTF-8 bytes.
  public let entries: [Entry]

  /// Creates totals.
  init(examples: Int, others: Int? = nil, entries: [Entry]) {
    self.examples = examples
    self.others = others
    self.entries = entries
  }
}
