/// A tokenizer without its template: splits a text into the pieces of its vocabulary.
///
/// Added tokens are cut out of the text, each other section is normalized, further added tokens are cut out of the result, and each remaining
/// section is split into words, which the model splits into pieces.
struct TextPipeline: Sendable {
  /// The added tokens that are looked for in the original text.
  let written: AddedTokenMatcher
  /// Nil changes nothing.
  let normalizer: (any Normalizer)?
  /// The added tokens that are looked for in the normalized text.
  let normalized: AddedTokenMatcher
  /// Nil where each section is one word.
  let preTokenizer: (any PreTokenizer)?
  let model: any PieceModel

  /// The pieces of a text, or at least the first `limit + 1`, with their offsets in Unicode scalars of the text, which are not trimmed.
  func pieces(of text: String, limit: Int) -> PieceSequence {
    let bytes = Array(text.utf8)
    var output = PieceSequence()
    // Positions in the text, in bytes and in scalars.
    var (byte, scalar) = (0, 0)
    for segment in written.split(bytes, bytes.indices) where output.count <= limit {
      let start = segment.range.lowerBound
      scalar += start >= byte ? UTF8.scalarCount(in: bytes, byte..<start) : -UTF8.scalarCount(in: bytes, start..<byte)
      byte = start
      if let id = segment.id {
        let offsets = scalar..<scalar + UTF8.scalarCount(in: bytes, segment.range)
        output.append(id, offsets, foundAs: bytes[segment.range])
      } else {
        let section =
          normalizer?.normalized(bytes, segment.range, firstScalar: scalar)
          ?? NormalizedText(bytes, segment.range, firstScalar: scalar)
        appendPieces(of: section, limit: limit, to: &output)
      }
    }
    return output
  }

  private func appendPieces(of text: NormalizedText, limit: Int, to output: inout PieceSequence) {
    for segment in normalized.split(text.bytes, text.bytes.indices) where output.count <= limit {
      if let id = segment.id {
        output.append(id, text.originalRange(of: segment.range), foundAs: text.bytes[segment.range])
        continue
      }
      // Pre-tokenizers may change the text, but not around the other segments.
      var part = text.part(segment.range)
      var words = [part.bytes.indices]
      preTokenizer?.split(&part, into: &words)
      model.appendPieces(of: words, in: part, limit: limit, to: &output)
    }
  }
}
