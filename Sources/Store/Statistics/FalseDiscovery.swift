import Foundation

/// The procedure of Benjamini and Hochberg (1995): of all findings whose q-value is at most q, a share of about q at most are false.
enum FalseDiscovery {
  /// The q-values of tests: the least of p m / rank over the test's own p-value and all higher ones, at most 1; m tests, ranked from the
  /// lowest p-value.
  /// - Parameter logP: The logarithms of the p-values, in any order.
  /// - Returns: The q-values, in the same order; 0 for what is below the smallest number.
  static func qValues(ofLogP logP: [Double]) -> [Double] {
    let ranked = logP.indices.sorted { logP[$0] < logP[$1] }
    var q = [Double](repeating: 1, count: logP.count)
    var least = 0.0
    for (rank, test) in ranked.enumerated().reversed() {
      least = min(least, logP[test] + log(Double(logP.count) / Double(rank + 1)))
      q[test] = exp(least)
    }
    return q
  }
}
