public import Support

/// Counts and scores of one class, among examples that have gold labels and predictions.
public struct ClassScores: Sendable, Equatable {
  /// The scores of a class.
  public enum Measure: String, Sendable, CaseIterable { case precision, recall, f1 }

  /// The class' name.
  public let name: String
  /// Its index among the model's classes, each name counted once.
  let place: Int
  /// Examples that have the class and were predicted as it.
  public let truePositives: Int
  /// Examples that were predicted as the class and do not have it.
  public let falsePositives: Int
  /// Examples that have the class and were not predicted as it.
  public let falseNegatives: Int
  /// Examples that neither have the class nor were predicted as it.
  public let trueNegatives: Int

  /// Examples that have the class.
  public var gold: Int { truePositives + falseNegatives }
  /// Examples that were predicted as the class.
  public var predicted: Int { truePositives + falsePositives }

  /// A score with its 95 % interval; nil where its denominator is 0.
  ///
  /// Precision is the share of examples that have the class among those predicted as it, recall the share of examples predicted as it among
  /// those that have the class, and F1 the harmonic mean of the two.
  public subscript(measure: Measure) -> Estimate? {
    switch measure {
    case .precision: Estimate(count: truePositives, of: predicted)
    case .recall: Estimate(count: truePositives, of: gold)
    case .f1: F1Score.estimate(truePositives: truePositives, falsePositives: falsePositives, falseNegatives: falseNegatives)
    }
  }
}

extension Estimate {
  /// A score whose denominator is 0, such as the precision of a class that was never predicted: 0, with the interval [0, 1].
  static let undefinedScore = Estimate(value: 0, interval: ConfidenceInterval(lower: 0, upper: 1))
}
