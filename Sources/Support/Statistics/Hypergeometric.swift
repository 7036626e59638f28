import Foundation

/// The distribution of the number of `marked` things among `drawn` things, drawn at random from `all` without replacement.
///
/// Probabilities are computed from binomial ones, after Loader (Fast and Accurate Computation of Binomial Probabilities, 2000), and not
/// from logarithms of factorials, which would leave few digits for millions of things. The error is within 1e-12 relative where `all` is up
/// to 10^9, unless the probability is below 1e-100.
public struct Hypergeometric {
  private let all: Int
  private let marked: Int
  private let drawn: Int

  /// Draws `drawn` of `all` things, `marked` of which are marked.
  /// - Precondition: `0 <= marked <= all` and `0 <= drawn <= all`.
  public init(all: Int, marked: Int, drawn: Int) {
    precondition(0...all ~= marked && 0...all ~= drawn, "\(marked) marked and \(drawn) drawn of \(all)")
    (self.all, self.marked, self.drawn) = (all, marked, drawn)
  }

  /// The possible numbers of marked things among the drawn ones.
  public var support: ClosedRange<Int> { max(0, drawn - (all - marked))...min(marked, drawn) }

  /// log P(X = count); minus infinity for an impossible number.
  public func logProbability(of count: Int) -> Double {
    guard support ~= count else { return -.infinity }
    guard 0 < drawn, drawn < all else { return 0 }
    let share = Double(drawn) / Double(all)
    return Self.logBinomial(count, of: marked, share: share) + Self.logBinomial(drawn - count, of: all - marked, share: share)
      - Self.logBinomial(drawn, of: all, share: share)
  }

  /// log of P(X > count) + P(X = count) / 2, the mid-p value of `count`.
  public func logMiddleTail(above count: Int) -> Double { logMiddleTail(from: count, to: support.upperBound) }

  /// log of P(X < count) + P(X = count) / 2, the mid-p value on the other side.
  public func logMiddleTail(below count: Int) -> Double { logMiddleTail(from: count, to: support.lowerBound) }

  private func logMiddleTail(from count: Int, to end: Int) -> Double {
    precondition(support ~= count, "\(count) is not in \(support)")
    // Sums are in multiples of P(X = count).
    var (term, sum, x) = (1.0, 0.5, count)
    let step = end < count ? -1 : 1
    while x != end {
      // The ratio of the probabilities of neighbouring numbers.
      let low = step > 0 ? x : x - 1
      let ratio =
        Double(marked - low) * Double(drawn - low) / (Double(low + 1) * Double(all - marked - drawn + low + 1))
      term *= step > 0 ? ratio : 1 / ratio
      sum += term
      x += step
      if term < sum * 1e-17, step > 0 ? ratio < 1 : ratio > 1 { break }
    }
    return min(logProbability(of: count) + log(sum), 0)
  }

  /// log of the probability of `count` successes in `trials` trials, each with the probability `share`, which is neither 0 nor 1.
  static func logBinomial(_ count: Int, of trials: Int, share: Double) -> Double {
    let (x, n) = (Double(count), Double(trials))
    if count == 0 { return n * log1p(-share) }
    if count == trials { return n * log(share) }
    return Stirling.remainder(n) - Stirling.remainder(x) - Stirling.remainder(n - x) - deviance(x, n * share)
      - deviance(n - x, n * (1 - share)) + 0.5 * log(n / (2 * Double.pi * x * (n - x)))
  }

  /// x log(x / m) + m - x
  private static func deviance(_ x: Double, _ mean: Double) -> Double {
    // With m = x (1 + u), the deviance is x (u - log(1 + u)).
    x * Stirling.excess((mean - x) / x)
  }
}
