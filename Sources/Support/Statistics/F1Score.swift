/// The F1 score of one class: the harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`.
public enum F1Score {
  /// The score and its 95 % interval.
  ///
  /// With J = TP / (TP + FP + FN), F1 = 2 J / (1 + J), which rises with J. Given the number of examples that have the class or were
  /// predicted as it, TP is binomial with the share J. The interval is Wilson's interval of J, transformed by the same formula.
  /// - Returns: The score; nil where the class is neither a gold label nor predicted.
  /// - Precondition: No count is negative.
  public static func estimate(truePositives: Int, falsePositives: Int, falseNegatives: Int) -> Estimate? {
    Estimate(count: truePositives, of: truePositives + falsePositives + falseNegatives).map(estimate)
  }

  /// The score for an estimate of J, with J's interval transformed.
  public static func estimate(jaccard: Estimate) -> Estimate {
    func score(_ share: Double) -> Double { 2 * share / (1 + share) }
    return Estimate(
      value: score(jaccard.value),
      interval: ConfidenceInterval(lower: score(jaccard.interval.lower), upper: score(jaccard.interval.upper)))
  }
}
