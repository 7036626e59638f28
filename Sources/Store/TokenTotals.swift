/// What the tokens of one slice of the examples amount to, from totals that were kept while writing.
public struct TokenTotals: Sendable, Equatable {
  /// What is counted.
  public enum Units: String, Sendable, CaseIterable {
    /// Vocabulary pieces, such as "##ing".
    case pieces
    /// Words: pieces joined where one continues the other.
    case words
  }

  /// The order of a ranking. Ties go by count, the higher first, then by the token's UTF-8 bytes.
  public enum Order: String, Sendable, CaseIterable { case mean, total, count }

  /// One token over all its occurrences in the slice.
  public struct Entry: Sendable, Equatable {
    /// The piece or the word.
    public let token: String
    /// How often it occurs.
    public let count: Int
    /// The sum of its scores in units of 2^-32, exact.
    public let fixedPointTotal: Int64

    /// The sum of its scores.
    public var total: Double { FixedPoint.double(fixedPointTotal) }
    /// The mean of its scores.
    public var mean: Double { count == 0 ? 0 : FixedPoint.double(fixedPointTotal) / Double(count) }
  }

  /// Examples in the slice.
  public let examples: Int
  /// The tokens: in the order asked for, or else by their UTF-8 bytes.
  public let entries: [Entry]
}
