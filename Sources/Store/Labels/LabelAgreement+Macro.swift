public import Support

extension LabelAgreement {
  /// The mean of a score over the classes that occur as a gold label or as a prediction, each with the same weight, with a 95 % interval
  /// (`MacroMean`); nil where no example can be judged. A score without a denominator, such as the precision of a class that was never
  /// predicted, counts as 0, as in scikit-learn, and its interval as [0, 1].
  public func macroMean(of measure: ClassScores.Measure) -> Estimate? {
    let scores = classes.map { ($0, $0[measure] ?? .undefinedScore) }
    return MacroMean.of(scores.map(\.1), covariance: covariance(of: measure, scores))
  }

  /// Covariance of the scores of each two classes, by the delta method. A score is a ratio of counts A / B; an example that adds a to A and
  /// b to B changes it by (a - A / B b) / B.
  private func covariance(of measure: ClassScores.Measure, _ scores: [(ClassScores, Estimate)]) -> [[Double]] {
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: scores.count), count: scores.count)
    let numbers = Dictionary(uniqueKeysWithValues: scores.enumerated().map { ($0.element.0.place, $0.offset) })
    for cell in cells {
      // An example changes the scores of its own two classes only.
      let influences = Set([cell.gold, cell.predicted]).compactMap { place -> (number: Int, influence: Double)? in
        guard let number = numbers[place] else { return nil }
        let (counts, estimate) = scores[number]
        guard counts[measure] != nil else { return nil }
        let (isGold, isPredicted) = (cell.gold == place ? 1.0 : 0, cell.predicted == place ? 1.0 : 0)
        let both = isGold * isPredicted
        let influence =
          switch measure {
          case .precision: (both - estimate.value * isPredicted) / Double(counts.predicted)
          case .recall: (both - estimate.value * isGold) / Double(counts.gold)
          case .f1: (2 * both - estimate.value * (isGold + isPredicted)) / Double(counts.gold + counts.predicted)
          }
        return (number, influence)
      }
      for one in influences {
        for other in influences { covariance[one.number][other.number] += Double(cell.count) * one.influence * other.influence }
      }
    }
    return covariance
  }
}
