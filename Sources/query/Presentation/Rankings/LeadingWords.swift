import Store

/// The words that stand out without colours: the five strongest of those that have more than a token would if all were alike. What is
/// punctuation alone is none.
struct LeadingWords {
  private static let limit = 5
  /// A word with so much of the strongest one's share is among the strong ones.
  private static let strong = 2.0 / 3
  /// Shares of equal tokens differ by rounding.
  private static let tolerance = 1 + 1e-6

  private var shares: [Int: Double] = [:]

  /// Ranks the units of a text.
  /// - Parameters:
  ///   - units: Words or pieces.
  ///   - scores: Of each unit.
  ///   - uniform: What a token would have if all were alike.
  init(of units: [MarkedUnit], scores: [Double], above uniform: Double) {
    let leading = units.indices.filter {
      !units[$0].isSpecial && scores[$0] > uniform * Self.tolerance && !Punctuation.isAll(of: units[$0].name)
    }
    .sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(Self.limit)
    let highest = leading.first.map { scores[$0] } ?? 0
    for unit in leading { shares[unit] = scores[unit] >= Self.strong * highest ? 1 : 0.5 }
  }

  /// Whether no word stands out.
  var isEmpty: Bool { shares.isEmpty }

  /// What a unit, by its number, is marked with: 1 for a strong word, 0.5 for another of the five, 0 for the rest.
  subscript(unit: Int) -> Double { shares[unit] ?? 0 }
}
