/// A step that changes a section of a text before it is split into words, such as Unicode normalization.
///
/// A tokenizer applies its normalizer to each section between two added tokens on its own. Steps have no state.
protocol Normalizer: Sendable {
  /// Changes the text. Each byte of the result has the origin that Hugging Face's `NormalizedString` gives to it.
  func normalize(_ text: inout NormalizedText)

  /// The normalized form of a section of the original text. A step may have a faster way than to change a copy.
  /// - Parameters:
  ///   - bytes: The original text, valid UTF-8.
  ///   - range: The section.
  ///   - firstScalar: The index of the section's first scalar in the original text.
  /// - Returns: The text, with origins in the original text.
  func normalized(_ bytes: [UInt8], _ range: Range<Int>, firstScalar: Int) -> NormalizedText
}

extension Normalizer {
  func normalized(_ bytes: [UInt8], _ range: Range<Int>, firstScalar: Int) -> NormalizedText {
    var text = NormalizedText(bytes, range, firstScalar: firstScalar)
    normalize(&text)
    return text
  }

  /// The normalized form of a text by itself, in UTF-8.
  func normalized(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return normalized(bytes, bytes.indices, firstScalar: 0).bytes
  }
}
