import Foundation

/// The procedure of Benjamini and Hochberg (1995): of all findings whose q-value is at most q, about a share q is false.
public enum FalseDiscovery {
  /// The q-values of m tests: the minimum of p m / rank over a test's own p-value and all higher ones, at most 1. Ranks count from the
  /// lowest p-value.
  /// - Parameter logP: The logarithms of the p-values, in any order.
  /// - Returns: The q-values, in the same order; 0 where the q-value is below the smallest positive number.
  public static func qValues(ofLogP logP: [Double]) -> [Double] {
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
