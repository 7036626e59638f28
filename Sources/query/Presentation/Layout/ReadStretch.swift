import Store

/// Which part of a text the model read, where the text was cut off at the maximum length.
enum ReadStretch {
  /// Finds, in the text and in the pair where there is one, the stretch from the first token to the last.
  ///
  /// A text that was not cut off was read whole; so was an end that holds nothing but blanks and what tokenizers drop (control characters,
  /// accents). What lies behind the stretch was cut off on the right, what lies before it on the left. Of a cut text without a token nothing
  /// was read.
  /// - Parameter example: With offsets into its texts: of a store without texts, `readable`, which has what was read alone.
  /// - Returns: The stretch of each text, in Unicode scalars.
  static func of(_ example: StoredExample) -> [Range<Int>] {
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

  /// The stretch with the ends that hold nothing to be read, and with the accents that belong to its last letter.
  private static func extended(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
    let start = scalars[..<range.lowerBound].allSatisfy(isUnseen) ? 0 : range.lowerBound
    if scalars[range.upperBound...].allSatisfy(isUnseen) { return start..<scalars.count }
    let end = range.isEmpty ? range.upperBound : scalars[range.upperBound...].firstIndex { !isDropped($0) } ?? scalars.count
    return start..<end
  }

  /// Whether no token comes of it.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || isDropped(scalar) }

  /// Whether BERT's normalizer drops it, when it also strips accents:
  /// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/bert.rs
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\t" || scalar == "\n" || scalar == "\r" { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .control, .format, .privateUse, .surrogate, .unassigned: return true
    default: return scalar == "\u{FFFD}"
    }
  }
}
