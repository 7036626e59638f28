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
    /// How much more of the scores goes to the token than in other examples, `Contrast`'s score.
    case contrast
  }

  /// One token over all its occurrences in the examples.
  public struct Entry: Sendable, Equatable {
    /// The piece or the word.
    public let token: String
    /// How often it occurs; 0 for a token that only the other side has.
    public let count: Int
    /// How many texts hold it.
    public let texts: Int
    /// The sum of its scores in units of 2^-32, exact.
    public let fixedPointTotal: Int64
    /// Where it was compared: how many texts of both sides hold it.
    public let textsOfBothSides: Int?
    /// Where it was compared: how much more of the scores goes to it than in the others, `Contrast`'s score.
    public let contrast: Double?
    /// Where it was compared: the least share of false findings, among all tokens that were compared, at which it is a finding.
    public let q: Double?
    /// How many texts hold it where near copies count once; nil where that was not asked for.
    public let distinctTexts: Int?

    /// Creates an entry.
    init(
      token: String, count: Int, texts: Int, fixedPointTotal: Int64, textsOfBothSides: Int? = nil, contrast: Double? = nil,
      q: Double? = nil,
      distinctTexts: Int? = nil
    ) {
      self.token = token
      self.count = count
      self.texts = texts
      self.fixedPointTotal = fixedPointTotal
      self.textsOfBothSides = textsOfBothSides
      self.contrast = contrast
      self.q = q
      self.distinctTexts = distinctTexts
    }

    /// The sum of its scores.
    public var total: Double { FixedPoint.double(fixedPointTotal) }
    /// The mean of its scores; nil for a token that does not occur.
    public var mean: Double? { count == 0 ? nil : FixedPoint.double(fixedPointTotal) / Double(count) }
  }

  /// How many examples there are.
  public let examples: Int
  /// Where they were compared with others: how many there are.
  public let others: Int?
  /// Examples that were left out on both sides as copies of others.
  public let copies: Int
  /// Examples of the other side that were left out because they are in the slice.
  public let overlap: Int
  /// Tokens that were passed over on the way to the last entry, because too few distinct texts hold them.
  public let passedOver: Int
  /// The tokens: in the order asked for, or else by their UTF-8 bytes.
  public let entries: [Entry]

  /// Creates totals.
  init(examples: Int, others: Int? = nil, copies: Int = 0, overlap: Int = 0, passedOver: Int = 0, entries: [Entry]) {
    self.examples = examples
    self.others = others
    self.copies = copies
    self.overlap = overlap
    self.passedOver = passedOver
    self.entries = entries
  }
}
