/// Repeated measurements of one quantity.
struct Sample {
  /// The measurements, one at least.
  let values: [Double]

  var median: Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
  var lowest: Double { values.reduce(.infinity, min) }
  var highest: Double { values.reduce(-.infinity, max) }

  /// The ratios `self / other`, pair by pair; the two measurements of a pair follow each other directly.
  func over(_ other: Sample) -> Sample {
    precondition(values.count == other.values.count, "\(values.count) measurements over \(other.values.count)")
    return Sample(values: zip(values, other.values).map { $0 / $1 })
  }

  func map(_ transform: (Double) -> Double) -> Sample { Sample(values: values.map(transform)) }
}
