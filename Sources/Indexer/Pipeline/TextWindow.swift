/// A window of a text that was split.
struct TextWindow: Sendable {
  let text: CutText
  /// Index of the window in the text, from 0.
  let index: Int
  /// The gold class of the text, as an index of the logits; nil where it is not known.
  var gold: Int?
  /// Whether the model receives the window once more, for the class of the whole text.
  var isRepeated = false
}
