/// Numbers of texts in which two decisions occur together, for a model that gives each text several labels. The covariances of scores over
/// texts, which are the sample, follow from them.
///
/// A decision is a class and its outcome. A true negative (a text neither has the class nor was predicted as it) changes no score and is
/// left out.
struct DecisionPairs: Sendable, Equatable {
  /// The outcome of one class in one text.
  enum Outcome: Int, Sendable, CaseIterable { case truePositive, falsePositive, falseNegative }

  /// A class, by its index, and its outcome.
  struct Decision: Sendable, Hashable {
    let place: Int
    let outcome: Outcome
  }

  private struct Pair: Hashable {
    let one: Decision
    let other: Decision
  }

  /// Each pair in one order only, including pairs of a decision with itself.
  private var counts: [Pair: Int] = [:]

  /// Adds the decisions of one text.
  /// - Precondition: No class occurs twice.
  mutating func add(_ decisions: [Decision]) {
    let decisions = decisions.sorted { $0.place < $1.place }
    for (index, one) in decisions.enumerated() {
      for other in decisions[index...] { counts[Pair(one: one, other: other), default: 0] += 1 }
    }
  }

  /// Calls `body` for all pairs, in both orders, including pairs of a decision with itself.
  func forEach(_ body: (Decision, Decision, Int) -> Void) {
    for (pair, count) in counts {
      body(pair.one, pair.other, count)
      if pair.one != pair.other { body(pair.other, pair.one, count) }
    }
  }

  /// Second moments of the numbers of outcomes in a text: how often two outcomes of any classes occur together, summed over texts.
  /// `[3][3]`, by the outcomes' raw values.
  var moments: [[Double]] {
    let none = [Double](repeating: 0, count: Outcome.allCases.count)
    var moments = [[Double]](repeating: none, count: none.count)
    forEach { one, other, count in moments[one.outcome.rawValue][other.outcome.rawValue] += Double(count) }
    return moments
  }
}
