import Store
import Support

/// The words that are marked where there are no colours: the five strongest of those with a larger share than each token would have if all
/// shares were equal. Punctuation and white space are never marked.
struct LeadingWords {
  private static let limit = 5
  /// A word is strong if its share is at least this part of the strongest word's share.
  private static let strong = 2.0 / 3
  /// Equal shares may differ by rounding.
  private static let tolerance = 1 + 1e-6

  private var shares: [Int: Double] = [:]

  /// Ranks the units of a text.
  /// - Parameters:
  ///   - units: Words or pieces.
  ///   - scores: Score of each unit.
  ///   - uniform: The share of each token if all shares were equal.
  init(of units: [MarkedUnit], scores: [Double], above uniform: Double) {
    let leading = units.indices.filter {
      !units[$0].isSpecial && scores[$0] > uniform * Self.tolerance && !Punctuation.isAll(of: units[$0].spelling)
        && !units[$0].spelling.allSatisfy(\.isWhitespace)
    }
    .sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(Self.limit)
    let highest = leading.first.map { scores[$0] } ?? 0
    for unit in leading { shares[unit] = scores[unit] >= Self.strong * highest ? 1 : 0.5 }
  }

  /// Whether no word is marked.
  var isEmpty: Bool { shares.isEmpty }

  /// The mark of a unit, by its index: 1 for a strong word, 0.5 for another one of the five, 0 for the rest.
  subscript(unit: Int) -> Double { shares[unit] ?? 0 }
}
