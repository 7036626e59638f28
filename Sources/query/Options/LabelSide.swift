import ArgumentParser
import Store

/// Which label of an example a command looks at.
enum LabelSide: String, CaseIterable, ExpressibleByArgument {
  case gold, predicted

  /// The store's name for it.
  var side: Cue.Side {
    switch self {
    case .gold: .gold
    case .predicted: .predicted
    }
  }
}
