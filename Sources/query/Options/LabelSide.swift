import ArgumentParser
import Store

/// The labels that a command looks at: gold or predicted ones.
enum LabelSide: String, CaseIterable, ExpressibleByArgument {
  case gold, predicted

  /// The store's value for the side.
  var side: Cue.Side {
    switch self {
    case .gold: .gold
    case .predicted: .predicted
    }
  }
}
