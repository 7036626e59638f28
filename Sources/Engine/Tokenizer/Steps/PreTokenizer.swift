/// A step that splits a section of a normalized text into words, which the model then splits into pieces.
protocol PreTokenizer: Sendable {
  /// Splits each word further.
  /// - Parameters:
  ///   - text: The section; a step may change it, as those do that mark where words begin.
  ///   - words: The words so far, as ranges of the text's bytes: in order, not empty, without overlap. Afterwards, the words of the changed
  ///     text. Bytes of no word are dropped.
  func split(_ text: inout NormalizedText, into words: inout [Range<Int>])
}
