/// How far two lists of numbers have the same order.
public enum RankCorrelation {
  /// Spearman's correlation: that of the ranks, equal values sharing the mean of theirs. In [-1, 1].
  ///
  /// Where one list has no order, because all its values are equal or there are fewer than two, it is 1 if the other has none either, else 0.
  /// - Precondition: the lists have the same length, and no value is NaN.
  public static func spearman(_ a: [Float], _ b: [Float]) -> Double {
    precondition(a.count == b.count, "\(a.count) values against \(b.count)")
    let (x, y) = (ranks(a), ranks(b))
    let mean = Double(a.count - 1) / 2
    func product(_ p: [Double], _ q: [Double]) -> Double { zip(p, q).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } }
    let (own, other) = (product(x, x), product(y, y))
    if own == 0 || other == 0 { return own == other ? 1 : 0 }
    // Sums of halves are exact, so that equal orders give 1 and nothing near it.
    return own == other ? product(x, y) / own : product(x, y) / (own * other).squareRoot()
  }

  private static func ranks(_ values: [Float]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      let end = order[start...].firstIndex { values[$0] != values[order[start]] } ?? order.count
      for place in order[start..<end] { ranks[place] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}
