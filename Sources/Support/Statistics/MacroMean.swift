/// The mean of scores of several classes from one sample, each class with the same weight.
public enum MacroMean {
  /// The mean and its 95 % interval.
  ///
  /// Each end of the interval is the farther of two. One comes from the delta method with the covariances of the scores. The other combines
  /// the distances of the scores to the ends of their own intervals with the scores' correlations (method of variance estimates recovery,
  /// Zou and Donner 2008), and so has a width where all scores are 0 or 1. A correlation that is unknown, because one of the scores has no
  /// variance, counts as 1 / (number of scores - 1).
  /// - Parameters:
  ///   - estimates: The scores, each from 0 to 1.
  ///   - covariance: The covariance of each two scores. `[scores][scores]`
  /// - Returns: The mean; nil where there are no scores.
  public static func of(_ estimates: [Estimate], covariance: [[Double]]) -> Estimate? {
    precondition(covariance.count == estimates.count, "\(estimates.count) scores, covariances of \(covariance.count)")
    let count = Double(estimates.count)
    guard let first = estimates.first else { return nil }
    guard estimates.count > 1 else { return first }
    let mean = estimates.reduce(0) { $0 + $1.value } / count
    let variance = covariance.reduce(0) { $0 + $1.reduce(0, +) }
    let delta = ConfidenceInterval.normalQuantile * max(0, variance).squareRoot()
    func recovered(_ distances: [Double]) -> Double {
      var sum = 0.0
      for one in estimates.indices {
        for other in estimates.indices {
          sum += distances[one] * distances[other] * correlation(one, other, covariance)
        }
      }
      return max(0, sum).squareRoot()
    }
    let below = max(delta, recovered(estimates.map { $0.value - $0.interval.lower })) / count
    let above = max(delta, recovered(estimates.map { $0.interval.upper - $0.value })) / count
    return Estimate(value: mean, interval: ConfidenceInterval(lower: max(0, mean - below), upper: min(1, mean + above)))
  }

  private static func correlation(_ one: Int, _ other: Int, _ covariance: [[Double]]) -> Double {
    if one == other { return 1 }
    let variances = covariance[one][one] * covariance[other][other]
    return variances > 0 ? covariance[one][other] / variances.squareRoot() : 1 / Double(covariance.count - 1)
  }
}
