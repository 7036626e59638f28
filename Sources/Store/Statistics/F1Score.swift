/// The F1 score of one class: the harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`.
public enum F1Score {
  /// The score and its 95 % interval.
  ///
  /// With J = TP / (TP + FP + FN), F1 = 2 J / (1 + J), which grows with J. Given their number, the examples that are of the class or predicted as it
  /// are true positives or not, so that TP is binomial with the share J: the interval is Wilson's of J, carried over by that formula.
  /// - Returns: The score; nil where the class is neither a label nor predicted.
  /// - Precondition: no count is negative.
  public static func estimate(truePositives: Int, falsePositives: Int, falseNegatives: Int) -> Estimate? {
    Estimate(count: truePositives, of: truePositives + falsePositives + falseNegatives).map(estimate)
  }

  /// The score that follows from J, with J's interval carried over.
  static func estimate(jaccard: Estimate) -> Estimate {
    func score(_ share: Double) -> Double { 2 * share / (1 + share) }
    return Estimate(
      value: score(jaccard.value),
      interval: ConfidenceInterval(lower: score(jaccard.interval.lower), upper: score(jaccard.interval.upper)))
  }
}
