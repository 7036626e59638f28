import ArgumentParser
import Store

/// `--correct` or `--misclassified`.
enum OutcomeFlag: String, EnumerableFlag {
  case correct, misclassified

  /// The store's name for it.
  var outcome: ExampleFilter.Outcome {
    switch self {
    case .correct: .correct
    case .misclassified: .misclassified
    }
  }
}
