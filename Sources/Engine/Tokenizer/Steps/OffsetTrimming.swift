/// Takes spaces at either end of a token off its offsets, as the post-processors `RobertaProcessing` and `ByteLevel` with `trim_offsets` do.
///
/// Mirrors `process_offsets`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/byte_level.rs
struct OffsetTrimming: Sendable {
  /// The number of spaces at either end of a token.
  private struct Spaces {
    var leading: Int32 = 0
    var trailing: Int32 = 0
  }

  /// The spaces of the pieces by id. `[V]`
  private let spaces: [Spaces]
  private let addsPrefixSpace: Bool

  /// Creates the trimming.
  /// - Parameters:
  ///   - pieces: The pieces of the vocabulary by id, in the printable alphabet of bytes.
  ///   - addsPrefixSpace: `add_prefix_space`: a single space before a token at the beginning of the text is taken for the one that was put
  ///     there, and stays, even where the text itself begins with a space.
  init(pieces: [String], addsPrefixSpace: Bool) {
    spaces = pieces.map { Self.spaces(of: $0.unicodeScalars) }
    self.addsPrefixSpace = addsPrefixSpace
  }

  /// The offsets of a piece of the model, without its spaces.
  func trimmed(_ offsets: Range<Int>, ofPiece id: Int32) -> Range<Int> { trimmed(offsets, spaces[Int(id)]) }

  /// The offsets of an added token that was found as this text, in which white space around it may be.
  func trimmed(_ offsets: Range<Int>, ofText text: ArraySlice<UInt8>) -> Range<Int> {
    trimmed(offsets, Self.spaces(of: String(decoding: text, as: UTF8.self).unicodeScalars))
  }

  @inline(__always)
  private func trimmed(_ offsets: Range<Int>, _ spaces: Spaces) -> Range<Int> {
    if spaces.leading == 0, spaces.trailing == 0 { return offsets }
    var (start, end) = (offsets.lowerBound, offsets.upperBound)
    let isOwn = addsPrefixSpace && spaces.leading == 1 && start == 0
    if !isOwn { start = min(start + Int(spaces.leading), end) }
    // Near the beginning of the text, a piece may have more spaces than characters: one of them was put there.
    if end >= Int(spaces.trailing) { end = max(end - Int(spaces.trailing), start) }
    return start..<end
  }

  /// Counts white space, and "Ġ", the character that stands for a space.
  private static func spaces(of token: String.UnicodeScalarView) -> Spaces {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == ByteAlphabet.scalars[0x20] || scalar.properties.isWhitespace }
    return Spaces(leading: Int32(token.prefix(while: isSpace).count), trailing: Int32(token.reversed().prefix(while: isSpace).count))
  }
}
