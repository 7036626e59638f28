/// A text of the corpus, or a window of a text, on its way through the model into the store.
struct AdmittedText: Sendable {
  /// The row, with the tokens of its whole text.
  let row: TokenizedRow
  /// Whether the example replaces the stored example with the same id.
  let replaces: Bool
  /// The window that the model receives; nil for the whole text.
  var window: TextWindow?
}
