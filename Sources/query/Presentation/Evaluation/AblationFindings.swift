import Foundation
import Store
import Support

/// Words without which the logit changes otherwise than without a random other word of the same texts.
enum AblationFindings {
  /// The q-values among all words that were taken out of their texts: the smallest share of false findings at which a word is a finding
  /// (Benjamini and Hochberg, two-sided).
  /// - Parameter evaluations: The results of a store.
  /// - Returns: The q-value of the first p-value of each word, in the place of that result; nil in all other places.
  static func qValues(of evaluations: [Evaluation]) -> [Double?] {
    var q = [Double?](repeating: nil, count: evaluations.count)
    var seen: Set<ExactString> = []
    let tests = evaluations.indices.filter { place in
      guard evaluations[place].metric == "logit_change_p", evaluations[place].value != nil, let word = evaluations[place].word else {
        return false
      }
      return seen.insert(ExactString(word)).inserted
    }
    for (test, value) in zip(tests, FalseDiscovery.qValues(ofLogP: tests.map { log(evaluations[$0].value ?? 1) })) { q[test] = value }
    return q
  }
}
