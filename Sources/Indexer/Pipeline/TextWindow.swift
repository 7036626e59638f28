/// A window of a text that was cut.
struct TextWindow: Sendable {
  let text: CutText
  /// Its place among the windows of the text, from 0.
  let index: Int
}
