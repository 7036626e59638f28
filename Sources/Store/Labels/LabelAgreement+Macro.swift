extension LabelAgreement {
  /// The mean of a measure over the classes that are a gold label or predicted, each with the same weight, with a 95 % interval (`MacroMean`); nil where nothing
  /// can be compared. A measure that has no denominator, such as the precision of a class that was never predicted, counts as 0, as scikit-learn has it, and
  /// in the interval as from 0 to 1.
  public func macroMean(of measure: ClassScores.Measure) -> Estimate? {
    let scores = classes.map { ($0, $0[measure] ?? .undefinedScore) }
    return MacroMean.of(scores.map(\.1), covariance: covariance(of: measure, scores))
  }

  /// The delta method's covariance of a measure of each two classes. Each measure is a ratio of counts A / B; what an example that adds a to A and b to B
  /// changes it by is (a - A / B b) / B.
  private func covariance(of measure: ClassScores.Measure, _ scores: [(ClassScores, Estimate)]) -> [[Double]] {
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: scores.count), count: scores.count)
    let numbers = Dictionary(uniqueKeysWithValues: scores.enumerated().map { ($0.element.0.place, $0.offset) })
    for cell in cells {
      // The measure of every other class stays as it is.
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
