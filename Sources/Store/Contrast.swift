import Foundation

/// How much more of the scores goes to a token in some examples than in others: weighted log-odds with an informative Dirichlet prior
/// (Monroe, Colaresi & Quinn, Fightin' Words, Political Analysis 16, 2008), on the mass of attribution in place of counts.
///
/// With S_w the sum of token w's scores and L the mean number of tokens of a text in the whole store, special ones included:
///
///     y_w = L S_w,  n = sum over w of y_w               in the examples (i) and in the others (j)
///     alpha_w = 0.01 y_w of the whole store,  alpha_0 = sum over w of alpha_w
///     delta_w = log((y_w^i + alpha_w) / (n^i + alpha_0 - y_w^i - alpha_w))
///             - log((y_w^j + alpha_w) / (n^j + alpha_0 - y_w^j - alpha_w))        equation 16
///     z_w = delta_w / sqrt(1 / (y_w^i + alpha_w) + 1 / (y_w^j + alpha_w))         equations 20 and 22
///
/// The scores of a text add up to 1; times L they weigh as much as its tokens. The sums over w go over all tokens of the kind that is
/// ranked. A token without any mass has the contrast 0, and so has a token that has all mass there is.
struct Contrast {
  private static let prior = 0.01

  private let one: TokenSums
  private let other: TokenSums
  private let whole: TokenSums
  /// L / 2^32: from integers to y.
  private let unit: Double
  private let mass: (one: Double, other: Double, whole: Double)

  /// Compares `one` with `other`; `whole` is the whole store, whose texts have `meanLength` tokens.
  init(_ one: TokenSums, with other: TokenSums, in whole: TokenSums, meanLength: Double) {
    (self.one, self.other, self.whole) = (one, other, whole)
    unit = meanLength / FixedPoint.one
    mass = (Double(one.total) * unit, Double(other.total) * unit, Double(whole.total) * unit)
  }

  /// z of a token.
  func z(of token: Int64) -> Double {
    let alpha = Self.prior * Double(whole.of(token).total) * unit
    let left = Double(one.of(token).total) * unit + alpha
    let right = Double(other.of(token).total) * unit + alpha
    let restLeft = mass.one + Self.prior * mass.whole - left
    let restRight = mass.other + Self.prior * mass.whole - right
    guard alpha > 0, restLeft > 0, restRight > 0 else { return 0 }
    return (log(left / restLeft) - log(right / restRight)) / (1 / left + 1 / right).squareRoot()
  }
}
