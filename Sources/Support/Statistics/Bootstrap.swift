import Foundation

/// Means over a sample with percentile bootstrap intervals (Efron, 1979). One resampling serves all columns, so that the columns of one
/// item stay together, and intervals of differences of columns are paired.
public enum Bootstrap {
  /// Number of resamples.
  public static let resamples = 2000
  /// The fewest values from which an interval is made: resamples of fewer are too much alike, and their intervals too narrow.
  public static let fewest = 10

  /// The mean of a column.
  public struct Mean: Sendable, Equatable {
    /// The mean.
    public let value: Double
    /// Its 95 % interval; nil for fewer than `fewest` values.
    public let interval: ConfidenceInterval?
    /// Number of values.
    public let count: Int
  }

  /// The means of columns.
  /// - Parameters:
  ///   - columns: Columns with a value for each item; NaN where an item has none, which then does not count in this column.
  ///   - seed: The seed of the resampling.
  /// - Returns: The mean of each column; nil for a column without values.
  /// - Precondition: The columns have the same number of items.
  public static func means(of columns: [[Double]], seed: UInt64) -> [Mean?] {
    let count = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == count }, "columns of different lengths")
    var numbers = SeededNumbers(seed: seed)
    var resampled = [[Double]](repeating: [], count: columns.count)
    for index in resampled.indices { resampled[index].reserveCapacity(resamples) }
    var weights = [Double](repeating: 0, count: count)
    for _ in 0..<(count > 0 ? resamples : 0) {
      for item in 0..<count { weights[item] = 0 }
      for _ in 0..<count { weights[Int(numbers.next() % UInt64(count))] += 1 }
      for (index, column) in columns.enumerated() {
        let mean = weightedMean(column, weights)
        if !mean.isNaN { resampled[index].append(mean) }
      }
    }
    return zip(columns, resampled).map { column, means in
      let values = column.filter { !$0.isNaN }
      guard !values.isEmpty else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      guard values.count >= fewest else { return Mean(value: mean, interval: nil, count: values.count) }
      let sorted = means.sorted()
      let interval = ConfidenceInterval(lower: quantile(0.025, of: sorted), upper: quantile(0.975, of: sorted))
      return Mean(value: mean, interval: interval, count: values.count)
    }
  }

  private static func weightedMean(_ column: [Double], _ weights: [Double]) -> Double {
    var (sum, total) = (0.0, 0.0)
    column.withUnsafeBufferPointer { column in
      weights.withUnsafeBufferPointer { weights in
        for item in 0..<column.count where weights[item] > 0 && !column[item].isNaN {
          sum += weights[item] * column[item]
          total += weights[item]
        }
      }
    }
    return total > 0 ? sum / total : .nan
  }

  /// The quantile by linear interpolation between sorted values.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
  }
}
