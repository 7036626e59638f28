/// A text of the corpus, or a window of one, that is on its way through the model into the store.
struct AdmittedText: Sendable {
  /// The row with the tokens of its whole text.
  let row: TokenizedRow
  /// Whether it takes the place of the example that the store has under its id.
  let replaces: Bool
  /// The part of the text that the model is given; nil for the whole.
  var window: TextWindow?
}
