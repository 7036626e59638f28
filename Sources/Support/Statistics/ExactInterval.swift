import Foundation

/// The exact interval of a proportion (Clopper and Pearson 1934): at each end, the observed or a more extreme outcome has half of the
/// error's probability.
///
/// The trials are assumed to be independent. However few they are, the interval holds the proportion at least as often as stated.
public enum ExactInterval {
  /// The interval of a proportion.
  /// - Parameters:
  ///   - count: Trials with the outcome.
  ///   - total: All trials, at least 1.
  ///   - error: Upper bound of the probability that the interval misses the proportion; above 0 and below 1.
  /// - Returns: The interval, within 1e-10. Its lower end is exactly 0 for a count of 0, its upper end exactly 1 for a count of `total`.
  /// - Precondition: `0 <= count <= total`.
  public static func of(_ count: Int, among total: Int, error: Double = 0.05) -> ConfidenceInterval {
    precondition(total > 0 && (0...total).contains(count), "\(count) of \(total) trials")
    return ConfidenceInterval(lower: lower(count, total, error / 2), upper: 1 - lower(total - count, total, error / 2))
  }

  /// The share for which `count` or more of `total` trials have the outcome with this probability; 0 for a count of 0.
  private static func lower(_ count: Int, _ total: Int, _ probability: Double) -> Double {
    guard count > 0 else { return 0 }
    // The tail grows with the share, so bisection finds it.
    var (low, high) = (0.0, Double(count) / Double(total))
    while high - low > 1e-11 * max(high, 1e-3) {
      let middle = (low + high) / 2
      if logTail(from: count, total, share: middle) < log(probability) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// log P(X >= count) for binomial X. The share is above 0 and at most `count / total`, so that each term is smaller than the one before
  /// it.
  private static func logTail(from count: Int, _ total: Int, share: Double) -> Double {
    guard share < 1 else { return 0 }
    let odds = share / (1 - share)
    var (term, sum, number) = (1.0, 1.0, count)
    while number < total, term > sum * 1e-14 {
      term *= Double(total - number) / Double(number + 1) * odds
      sum += term
      number += 1
    }
    return Hypergeometric.logBinomial(count, of: total, share: share) + log(sum)
  }
}
