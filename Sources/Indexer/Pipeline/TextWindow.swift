/// A window of a text that was split.
struct TextWindow: Sendable {
  let text: CutText
  /// Index of the window in the text, from 0.
  let index: Int
}
