import ArgumentParser
import Store

/// By what examples are listed.
enum ExampleOrder: String, CaseIterable, ExpressibleByArgument {
  case row, confidence, length, score

  /// The store's name for it.
  func order(isAscending: Bool) -> ExampleFilter.Order {
    switch self {
    case .row: .row
    case .confidence: isAscending ? .leastConfident : .mostConfident
    case .length: isAscending ? .shortest : .longest
    case .score: isAscending ? .lowestScore : .highestScore
    }
  }
}
