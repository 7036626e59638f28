/// Wilson's score interval for a proportion, without continuity correction (Wilson 1927; Brown, Cai and DasGupta 2001).
///
/// With `p = count / total` and `z` the normal quantile: `(p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)`.
/// The trials are assumed to be independent. Unlike the normal approximation, the interval stays within [0, 1] and has a width where
/// `count` is 0 or `total`.
public enum WilsonInterval {
  /// The 95 % interval of a proportion.
  /// - Parameters:
  ///   - count: Trials with the outcome.
  ///   - total: All trials.
  /// - Returns: The interval; nil where there are no trials. Its lower end is exactly 0 for a count of 0, its upper end exactly 1 for a count of `total`.
  /// - Precondition: `0 <= count <= total`.
  public static func of(_ count: Int, among total: Int) -> ConfidenceInterval? {
    precondition((0...max(total, 0)).contains(count), "\(count) of \(total) trials")
    guard total > 0 else { return nil }
    return of(share: Double(count) / Double(total), trials: Double(total))
  }

  /// The interval of a share of trials whose number need not be whole, for example where the number of dependent trials is divided by a
  /// design effect.
  /// - Precondition: `0 <= share <= 1`, `trials > 0`.
  public static func of(share: Double, trials: Double) -> ConfidenceInterval {
    precondition((0...1).contains(share) && trials > 0, "\(share) of \(trials) trials")
    let (n, p, z) = (trials, share, ConfidenceInterval.normalQuantile)
    let center = p + z * z / (2 * n)
    let margin = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return ConfidenceInterval(
      lower: p == 0 ? 0 : (center - margin) / scale, upper: p == 1 ? 1 : (center + margin) / scale)
  }
}
