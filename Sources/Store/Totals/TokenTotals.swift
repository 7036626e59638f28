/// The totals of tokens over some examples.
public struct TokenTotals: Sendable, Equatable {
  /// The units that are counted.
  public enum Units: String, Sendable, CaseIterable {
    /// Vocabulary pieces, such as "##ing".
    case pieces
    /// Words: pieces joined where one continues the other.
    case words
  }

  /// The order of a ranking. Ties go by count, the higher first, then by the token's UTF-8 bytes.
  public enum Order: String, Sendable, CaseIterable {
    case mean, total, count
    /// By the difference to other examples, `Contrast`'s score.
    case contrast
  }

  /// The totals of one token over the examples.
  public struct Entry: Sendable, Equatable {
    /// The piece or the word.
    public let token: String
    /// Number of its occurrences; 0 for a token that only the other side has.
    public let count: Int
    /// Number of texts that hold it.
    public let texts: Int
    /// The sum of its scores in units of 2^-32, exact.
    public let fixedPointTotal: Int64
    /// Number of texts of both sides that hold it; nil where it was not compared.
    public let textsOfBothSides: Int?
    /// The difference to the other examples, `Contrast`'s score; nil where it was not compared.
    public let contrast: Double?
    /// q-value among all compared tokens, the smallest share of false findings at which the token is a finding; nil where it was not
    /// compared.
    public let q: Double?
    /// Number of texts that hold it, where near copies count once; nil where this was not asked for.
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

    /// Sum of its scores.
    public var total: Double { FixedPoint.double(fixedPointTotal) }
    /// Mean of its scores; nil for a token that does not occur.
    public var mean: Double? { count == 0 ? nil : FixedPoint.double(fixedPointTotal) / Double(count) }
  }

  /// Number of examples.
  public let examples: Int
  /// Number of examples on the other side; nil where tokens were not compared.
  public let others: Int?
  /// Number of examples that were left out on both sides as copies of others.
  public let copies: Int
  /// Number of examples that were left out on the other side because they are in the slice.
  public let overlap: Int
  /// Number of tokens that were passed over before the last entry, because too few distinct texts hold them.
  public let passedOver: Int
  /// The tokens in the order of the query, or by their UTF-8 bytes.
  public let entries: [Entry]
  /// The tokens at the other end of the ranking, the last first, without those among `entries`; empty where the query asked for one end.
  public let lowest: [Entry]

  /// Creates totals.
  init(
    examples: Int, others: Int? = nil, copies: Int = 0, overlap: Int = 0, passedOver: Int = 0, entries: [Entry], lowest: [Entry] = []
  ) {
    self.examples = examples
    self.others = others
    self.copies = copies
    self.overlap = overlap
    self.passedOver = passedOver
    self.entries = entries
    self.lowest = lowest
  }
}
