/// The largest relative error of `actual` among the entries of `expected` that exceed `floor` times the largest entry; infinite where the
/// counts differ or a value is not a number.
public func largestRelativeError(_ actual: [Double], _ expected: [Double], above floor: Double = 0) -> Double {
  guard actual.count == expected.count else { return .infinity }
  let threshold = floor * expected.reduce(0) { max($0, abs($1)) }
  var largest = 0.0
  for (a, e) in zip(actual, expected) where abs(e) > threshold {
    let error = abs(a - e) / abs(e)
    guard !error.isNaN else { return .infinity }
    largest = max(largest, error)
  }
  return largest
}

/// The largest absolute error; infinite where the counts differ or a value is not a number.
public func largestError(_ actual: [Double], _ expected: [Double]) -> Double {
  guard actual.count == expected.count else { return .infinity }
  var largest = 0.0
  for (a, e) in zip(actual, expected) {
    let error = abs(a - e)
    guard !error.isNaN else { return .infinity }
    largest = max(largest, error)
  }
  return largest
}
