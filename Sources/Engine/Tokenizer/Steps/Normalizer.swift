/// A step that changes a section of a text before it is split into words, such as Unicode normalization.
///
/// A tokenizer applies its normalizer to each section between two added tokens on its own. Steps have no state.
protocol Normalizer: Sendable {
  /// Changes the text. Each byte of the result has the origin that Hugging Face's `NormalizedString` gives to it.
  func normalize(_ text: inout NormalizedText)
}
