import Engine
import Store
import Support

/// A row, or a window of its text, on its way through the model to its answer.
struct ExplainedRow: Sendable {
  /// Position of the answer among all, from 0.
  let number: Int
  /// The row, with the tokens of its whole text.
  let text: TokenizedRow
  /// The row's own fields, by the names that they have in the answer.
  let own: [JSONOutput.Member]
  /// The window that the model receives; nil for the whole text.
  var window: TextWindow?
  /// The one that waits for the answer, and may go away; nil where none does.
  var watcher: (any ExplanationWatcher)?
}
