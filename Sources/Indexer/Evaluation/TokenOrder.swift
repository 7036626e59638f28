import Store
import Support

/// An order in which the tokens of a text are masked, the most important first.
enum TokenOrder: Sendable, Equatable {
  /// By the scores of a method of the store, those for the predicted class where they are signed.
  case method(Method)
  /// At random.
  case random
  /// By the fall of the predicted class' probability when the token alone is masked.
  case leaveOneOut

  /// The name in the results.
  var name: String {
    switch self {
    case .method(let method): method.name
    case .random: "random"
    case .leaveOneOut: "leave-one-out"
    }
  }

  /// The aggregation in the results.
  var aggregate: Method.Aggregate? {
    guard case .method(let method) = self else { return nil }
    return method.aggregate
  }

  /// Positions by falling score, ties by position.
  static func falling<Score: Comparable>(_ positions: [Int], by scores: [Score]) -> [Int] {
    positions.sorted { (scores[$1], $0) < (scores[$0], $1) }
  }

  /// Positions at random: the same for the same seed and text.
  static func shuffled(_ positions: [Int], of id: String, seed: UInt64) -> [Int] {
    var hash = FNV1a()
    hash.add(id)
    var numbers = SeededNumbers(seed: seed ^ hash.value)
    return positions.shuffled(using: &numbers)
  }
}
