import ArgumentParser
import Store

/// Whether a ranking is of words or of pieces of the vocabulary.
enum UnitFlag: String, EnumerableFlag {
  case words, pieces

  /// The store's value for the flag.
  var units: TokenTotals.Units { self == .words ? .words : .pieces }

  static func help(for value: UnitFlag) -> ArgumentHelp? {
    switch value {
    case .words: "Rank whole words, the pieces that lie side by side in the text, their scores added: as a slice is ranked anyway."
    case .pieces: "Rank pieces of the vocabulary, punctuation included: as one example is ranked anyway."
    }
  }
}
