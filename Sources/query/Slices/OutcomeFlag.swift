import ArgumentParser
import Store

/// The flags `--correct` and `--misclassified`.
enum OutcomeFlag: String, EnumerableFlag {
  case correct, misclassified

  /// The store's value for the flag.
  var outcome: ExampleFilter.Outcome {
    switch self {
    case .correct: .correct
    case .misclassified: .misclassified
    }
  }
}
