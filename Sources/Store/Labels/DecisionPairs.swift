/// How often two decisions of a model that gives each text several labels come together in one text: what the texts, which are the sample, say of the
/// numbers of different classes together.
///
/// A decision is a class and its outcome. That a text neither has a class nor was predicted as it changes no score, and is left out.
struct DecisionPairs: Sendable, Equatable {
  /// What became of one class in one text.
  enum Outcome: Int, Sendable, CaseIterable { case truePositive, falsePositive, falseNegative }

  /// A class, by its place, and what became of it.
  struct Decision: Sendable, Hashable {
    let place: Int
    let outcome: Outcome
  }

  private struct Pair: Hashable {
    let one: Decision
    let other: Decision
  }

  /// Each pair in one order only, and each decision with itself.
  private var counts: [Pair: Int] = [:]

  /// Adds the decisions of one text.
  /// - Precondition: no class comes twice.
  mutating func add(_ decisions: [Decision]) {
    let decisions = decisions.sorted { $0.place < $1.place }
    for (index, one) in decisions.enumerated() {
      for other in decisions[index...] { counts[Pair(one: one, other: other), default: 0] += 1 }
    }
  }

  /// Goes through all pairs, each in both orders, and each decision with itself.
  func forEach(_ body: (Decision, Decision, Int) -> Void) {
    for (pair, count) in counts {
      body(pair.one, pair.other, count)
      if pair.one != pair.other { body(pair.other, pair.one, count) }
    }
  }

  /// How often an outcome and another one, of any classes, come together, summed over texts: the second moments of the numbers of outcomes in a text.
  /// `[3][3]` by the outcomes' raw values.
  var moments: [[Double]] {
    let none = [Double](repeating: 0, count: Outcome.allCases.count)
    var moments = [[Double]](repeating: none, count: none.count)
    forEach { one, other, count in moments[one.outcome.rawValue][other.outcome.rawValue] += Double(count) }
    return moments
  }
}
