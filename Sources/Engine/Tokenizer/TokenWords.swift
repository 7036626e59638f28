import Support

/// The words of a text by the spelling of its pieces: a piece that continues a word, and that no piece of punctuation or of another text
/// comes before, belongs to the word of the piece before it. A piece of punctuation is a word of its own. The tokens of the template
/// belong to no word.
enum TokenWords {
  /// The words of an encoding.
  /// - Parameters:
  ///   - encoding: A text, a pair of texts or a window of a text.
  ///   - tokenizer: The tokenizer that made the encoding.
  /// - Returns: Ranges of positions, in order.
  static func ranges(of encoding: Encoding, _ tokenizer: any Tokenizer) -> [Range<Int>] {
    let special = special(encoding, tokenizer)
    var words: [Range<Int>] = []
    // Whether a continuing piece at the next position belongs to the last word.
    var isOpen = false
    for position in 0..<encoding.count {
      guard !special.contains(position) else {
        isOpen = false
        continue
      }
      let spelling = tokenizer.spelling(ofPiece: Int(encoding.inputIDs[position]))
      let isPunctuation = Punctuation.isAll(of: spelling.surface)
      if isOpen, spelling.continuesWord, !isPunctuation, let last = words.last,
        encoding.segments[position] == encoding.segments[position - 1]
      {
        words[words.count - 1] = last.lowerBound..<position + 1
      } else {
        words.append(position..<position + 1)
      }
      isOpen = !isPunctuation
    }
    return words
  }

  /// The positions of the template's tokens. They have no offsets; where no token has, as in an encoding from a store without texts, they
  /// stand around the texts as in every template that a tokenizer may have: one token before the first text, the rest between two texts or
  /// behind, one token behind the second text.
  private static func special(_ encoding: Encoding, _ tokenizer: any Tokenizer) -> Set<Int> {
    let positions = Array(0..<encoding.count)
    let withoutOffsets = positions.filter { encoding.offsets[$0] == nil }
    guard withoutOffsets.count == encoding.count, encoding.count > 0 else { return Set(withoutOffsets) }
    guard let second = encoding.segments.firstIndex(of: 1) else {
      return Set(positions.prefix(1) + positions.suffix(tokenizer.specialCount(isPair: false) - 1))
    }
    return Set(positions.prefix(1) + positions[..<second].suffix(tokenizer.specialCount(isPair: true) - 2) + positions.suffix(1))
  }
}
