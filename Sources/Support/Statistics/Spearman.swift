/// Spearman's rank correlation.
public enum Spearman {
  /// Pearson's correlation of the ranks, where equal values share their mean rank.
  /// - Returns: The correlation, in [-1, 1]; nil for fewer than two values, or where all values of a side are equal.
  /// - Precondition: Both sides have the same number of values, and no value is NaN.
  public static func correlation(_ left: [Double], _ right: [Double]) -> Double? {
    precondition(left.count == right.count, "\(left.count) values against \(right.count)")
    let (a, b) = (ranks(left), ranks(right))
    let mean = Double(left.count + 1) / 2
    let (x, y) = (a.map { $0 - mean }, b.map { $0 - mean })
    let variances = x.reduce(0) { $0 + $1 * $1 } * y.reduce(0) { $0 + $1 * $1 }
    guard variances > 0 else { return nil }
    return max(-1, min(1, zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / variances.squareRoot()))
  }

  /// Ranks, from 1.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in order[start..<end] { ranks[place] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
