import Support

/// The words of an encoding by the spelling of its pieces: a piece that continues a word belongs to the word of the piece before it, but
/// neither across a border of punctuation nor, in scripts without spaces, without a mark that it continues the word (`PieceTraits`). The
/// tokens of the template belong to no word.
enum TokenWords {
  private struct Token: PlacedPiece {
    let isSpecial: Bool
    let segment: UInt8
    let traits: PieceTraits
  }

  /// The words of an encoding.
  /// - Parameters:
  ///   - encoding: A text, a pair of texts or a window of a text.
  ///   - tokenizer: The tokenizer that made the encoding.
  /// - Returns: Ranges of positions, in order.
  static func ranges(of encoding: Encoding, _ tokenizer: any Tokenizer) -> [Range<Int>] {
    let tokens = encoding.inputIDs.indices.map { position in
      let id = Int(encoding.inputIDs[position])
      let spelling = tokenizer.spelling(ofPiece: id)
      return Token(
        isSpecial: encoding.isSpecial[position], segment: encoding.segments[position],
        traits: PieceTraits(of: tokenizer.pieces[id], continuesWord: spelling.continuesWord, surface: spelling.surface))
    }
    return PieceRuns.words(of: tokens, joins: PieceRuns.joins)
  }
}
