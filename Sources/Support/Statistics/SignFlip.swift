import Foundation

/// The sign-flip test of paired differences (Fisher, The Design of Experiments, 1935, section 21). Where the two members of each pair are
/// exchangeable, a difference is as likely as its negative; where the pairs are also independent, all patterns of signs are equally likely.
public enum SignFlip {
  /// Largest number of differences, those of 0 aside, of which all patterns of signs are counted.
  static let most = 30

  /// The two-sided p-value of a sum of differences: the share of the patterns of signs whose sum is at least as far from 0.
  ///
  /// Up to 30 differences, all patterns are counted; sums that are equal but for 1e-12 of the sum of all sizes count as equal. For more
  /// differences the p-value is a saddlepoint approximation (Robinson, Saddlepoint Approximations for Permutation Tests and Confidence
  /// Intervals, 1982, in the form of Barndorff-Nielsen, 1986). Its relative error is within 0.15 for p-values from 1e-4 to 0.1; smaller
  /// p-values may be wrong by a factor of 2, larger ones by half of their value where few differences outweigh all others. Where all sizes are
  /// equal, sums lie on steps, of which the approximation counts about a half: p-values are then up to four times too small.
  /// - Parameter differences: The differences, finite numbers. A difference of 0 says nothing: it has no sign.
  /// - Returns: The p-value, at most 1; 0 where it is below the smallest positive number, and nil without differences. A single difference
  ///   has the p-value 1, because its size is that of its negative.
  public static func pValue(of differences: [Double]) -> Double? {
    guard !differences.isEmpty else { return nil }
    let signed = differences.filter { $0 != 0 }
    return signed.count <= most ? exact(signed) : approximation(signed)
  }

  /// Counts the patterns. Each sum is one over the first half plus one over the second: with both in order, one pass counts the pairs.
  static func exact(_ differences: [Double]) -> Double {
    let size = differences.reduce(0) { $0 + abs($1) }
    let least = abs(differences.reduce(0, +)) - 1e-12 * size
    guard least > 0 else { return 1 }
    let middle = differences.count / 2
    let (low, high) = (sums(differences[..<middle]), sums(differences[middle...]))
    var (count, next) = (0, high.count)
    for sum in low {
      while next > 0, sum + high[next - 1] >= least { next -= 1 }
      count += high.count - next
    }
    // As many sums are as far below 0.
    return 2 * Double(count) / Double(low.count * high.count)
  }

  /// The sums by all patterns of signs, in order.
  private static func sums(_ differences: ArraySlice<Double>) -> [Double] {
    differences.reduce([0]) { sums, one in sums.map { $0 - one } + sums.map { $0 + one } }.sorted()
  }

  /// The saddlepoint approximation. With the sizes d and the sum S, K(t) is the sum of log cosh(t d), and t solves K'(t) = S.
  static func approximation(_ differences: [Double]) -> Double {
    let isPositive = differences.reduce(0, +) > 0
    let sizes = differences.map(abs)
    // S is the sum of the sizes, less twice those of the other sign: no digit is lost where few differences have that sign.
    let against = differences.reduce(0) { $0 + (($1 > 0) == isPositive ? 0 : abs($1)) }
    guard against > 0 else { return exp2(Double(1 - sizes.count)) }
    var (t, curvature) = (0.0, 0.0)
    while true {
      // K'(t) = S is: the sum of d / (1 + exp(2 t d)) is `against`. This sum is convex, so that Newton's method comes from one side.
      var excess = -against
      curvature = 0
      for size in sizes {
        let share = 1 / (1 + exp(2 * t * size))
        excess += size * share
        curvature += 4 * size * size * share * (1 - share)
      }
      let step = 2 * excess / curvature
      guard step > 1e-13 * t else { break }
      t += step
    }
    // w^2 / 2 = t S - K(t)
    let half = sizes.reduce(-2 * t * against) { $0 + M_LN2 - log1p(exp(-2 * t * $1)) }
    let (w, u) = ((2 * max(half, 0)).squareRoot(), t * curvature.squareRoot())
    // Near 0, w and u are equal.
    return min(1, 2 * exp(NormalTail.log(above: w > 1e-3 ? w + log(u / w) / w : w)))
  }
}
