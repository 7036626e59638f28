/// Takes spaces at either end of a token off its offsets, as the post-processors `RobertaProcessing` and `ByteLevel` with `trim_offsets` do.
///
/// Mirrors `process_offsets`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/byte_level.rs
struct OffsetTrimming: Sendable {
  /// The number of spaces at either end of a token.
  struct Spaces: Equatable {
    var leading: Int32 = 0
    var trailing: Int32 = 0

    /// Counts white space, and "Ġ", the character that stands for a space.
    init(of token: String.UnicodeScalarView) {
      func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == ByteAlphabet.scalars[0x20] || scalar.properties.isWhitespace }
      leading = Int32(token.prefix(while: isSpace).count)
      trailing = Int32(token.reversed().prefix(while: isSpace).count)
    }
  }

  /// The spaces of the pieces by id. `[V]`
  private let spaces: [Spaces]
  private let addsPrefixSpace: Bool

  /// Creates the trimming.
  /// - Parameters:
  ///   - pieces: The pieces of the vocabulary by id, in the printable alphabet of bytes.
  ///   - addsPrefixSpace: `add_prefix_space`: a single space before the first token, or before one at the beginning of the text, is taken for
  ///     the one that was put there, and stays, even where it is the text's own.
  init(pieces: [String], addsPrefixSpace: Bool) {
    spaces = pieces.map { Spaces(of: $0.unicodeScalars) }
    self.addsPrefixSpace = addsPrefixSpace
  }

  /// The offsets of a token without its spaces.
  /// - Parameters:
  ///   - offsets: The offsets with them.
  ///   - id: The token's id.
  ///   - found: The spaces of the text as which an added token was found, in which white space around it may be; nil for pieces of the model.
  ///   - isFirst: Whether it is the first token that is left of the text.
  /// - Returns: The trimmed offsets.
  @inline(__always)
  func trimmed(_ offsets: Range<Int>, of id: Int32, found: Spaces?, isFirst: Bool) -> Range<Int> {
    let spaces = found ?? spaces[Int(id)]
    if spaces.leading == 0, spaces.trailing == 0 { return offsets }
    var (start, end) = (offsets.lowerBound, offsets.upperBound)
    let isOwn = addsPrefixSpace && spaces.leading == 1 && (isFirst || start == 0)
    if !isOwn { start = min(start + Int(spaces.leading), end) }
    // Near the beginning of the text, a piece may have more spaces than characters: one of them was put there.
    if end >= Int(spaces.trailing) { end = max(end - Int(spaces.trailing), start) }
    return start..<end
  }
}
