public import Support

extension LabelSetAgreement {
  /// The mean of a score over all classes of the model, each with the same weight, with a 95 % interval over texts (`MacroMean`); nil where
  /// no example can be judged. A score without a denominator, such as the recall of a class that no text has, counts as 0, as in
  /// scikit-learn, and its interval as [0, 1].
  public func macroMean(of measure: ClassScores.Measure) -> Estimate? {
    let scores = classes.map { ($0, $0[measure] ?? .undefinedScore) }
    let numbers = Dictionary(uniqueKeysWithValues: scores.enumerated().map { ($0.element.0.place, $0.offset) })
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: scores.count), count: scores.count)
    func influence(_ decision: DecisionPairs.Decision) -> (number: Int, value: Double)? {
      guard let number = numbers[decision.place] else { return nil }
      let (counts, estimate) = scores[number]
      return (number, Self.influence(of: decision.outcome, on: measure, estimate.value, counts))
    }
    pairs.forEach { one, other, count in
      guard let one = influence(one), let other = influence(other) else { return }
      covariance[one.number][other.number] += Double(count) * one.value * other.value
    }
    return MacroMean.of(scores.map(\.1), covariance: covariance)
  }

  /// The score over all decisions, one for each text and class, with a 95 % interval over texts; nil where its denominator is 0.
  ///
  /// Decisions within one text are correlated, so they tell less than as many independent ones. The interval is Wilson's with the number of
  /// decisions divided by the design effect (Kish 1965): the variance between texts over the variance of independent decisions, at least 1.
  /// Where all decisions are right, or all are wrong, it is the design effect of decisions that are equal within each text. F1 uses TP /
  /// (TP + FP + FN), as the F1 of a class does.
  public func microMean(of measure: ClassScores.Measure) -> Estimate? {
    func sum(_ path: KeyPath<ClassScores, Int>) -> Int { classes.reduce(0) { $0 + $1[keyPath: path] } }
    let right = sum(\.truePositives)
    let (falsePositives, falseNegatives) = (sum(\.falsePositives), sum(\.falseNegatives))
    let total =
      switch measure {
      case .precision: right + falsePositives
      case .recall: right + falseNegatives
      case .f1: right + falsePositives + falseNegatives
      }
    guard total > 0 else { return nil }
    let share = Double(right) / Double(total)
    let trials = Double(total) / designEffect(of: measure, share: share, total: Double(total))
    let interval = WilsonInterval.of(share: share, trials: trials)
    guard measure == .f1 else { return Estimate(value: share, interval: interval) }
    return F1Score.estimate(jaccard: Estimate(value: share, interval: interval))
  }

  /// The influence of one text with this outcome of a class on the score of the class (delta method): for a ratio A / B of counts, (a - A /
  /// B b) / B.
  private static func influence(
    of outcome: DecisionPairs.Outcome, on measure: ClassScores.Measure, _ value: Double, _ counts: ClassScores
  ) -> Double {
    let isRight = outcome == .truePositive ? 1.0 : 0
    switch measure {
    case .precision: return outcome == .falseNegative ? 0 : (isRight - value) / Double(counts.predicted)
    case .recall: return outcome == .falsePositive ? 0 : (isRight - value) / Double(counts.gold)
    case .f1: return (2 * isRight - value * (1 + isRight)) / Double(counts.gold + counts.predicted)
    }
  }

  private func designEffect(of measure: ClassScores.Measure, share: Double, total: Double) -> Double {
    func counts(_ outcome: DecisionPairs.Outcome) -> Double {
      switch (measure, outcome) {
      case (.precision, .falseNegative), (.recall, .falsePositive): 0
      default: 1
      }
    }
    /// Sum over texts of the squared sum over the text's decisions.
    let moments = pairs.moments
    func squares(_ weight: (DecisionPairs.Outcome) -> Double) -> Double {
      var sum = 0.0
      for one in DecisionPairs.Outcome.allCases {
        for other in DecisionPairs.Outcome.allCases { sum += weight(one) * weight(other) * moments[one.rawValue][other.rawValue] }
      }
      return sum
    }
    guard share > 0, share < 1 else { return max(1, squares(counts) / total) }
    let texts = Double(max(judged, 2))
    let between = squares { counts($0) * (($0 == .truePositive ? 1 : 0) - share) } * texts / (texts - 1)
    return max(1, between / (share * (1 - share) * total))
  }
}
