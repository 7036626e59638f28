import Store
import Support

/// The part of a text that the model read, where the text was truncated at the maximum length.
enum ReadStretch {
  /// Finds, in the text and in its pair, the range from the first token to the last.
  ///
  /// A text that was not truncated was read as a whole. An end that holds only blanks and characters that tokenizers drop (control
  /// characters, accents) counts as read, too. The part behind the range was truncated on the right, the part before it on the left. Of a
  /// truncated text without tokens nothing was read.
  /// - Parameter example: An example with offsets into its texts; of a store without texts, `readable`, whose text is only the part that
  ///   was read.
  /// - Returns: The range of each text, in Unicode scalars.
  static func of(_ example: Example) -> [Range<Int>] {
    let texts = [example.text] + (example.pair.map { [$0] } ?? [])
    return texts.enumerated().map { segment, text in
      let scalars = Array(text.unicodeScalars)
      guard example.isTruncated else { return scalars.indices }
      let offsets = example.tokens.lazy.filter { $0.segment == segment }.compactMap(\.offsets)
      let start = min(offsets.map(\.lowerBound).min() ?? 0, scalars.count)
      let end = min(max(offsets.map(\.upperBound).max() ?? 0, start), scalars.count)
      return extended(start..<end, in: scalars)
    }
  }

  /// The range, extended by ends that hold nothing to be read and by the accents of its last letter.
  private static func extended(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
    let start = scalars[..<range.lowerBound].allSatisfy(isUnseen) ? 0 : range.lowerBound
    if scalars[range.upperBound...].allSatisfy(isUnseen) { return start..<scalars.count }
    let end = range.isEmpty ? range.upperBound : scalars[range.upperBound...].firstIndex { !DroppedScalars.contain($0) } ?? scalars.count
    return start..<end
  }

  /// Whether a scalar never becomes part of a token.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || DroppedScalars.contain(scalar) }
}
