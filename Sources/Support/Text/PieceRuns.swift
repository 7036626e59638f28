/// The token of a text, as the border of a word sees it.
public protocol PlacedPiece {
  /// Whether the template added the token.
  var isSpecial: Bool { get }
  /// 0 for the text, 1 for the pair.
  var segment: UInt8 { get }
  /// The traits of the token's piece.
  var traits: PieceTraits { get }
}

/// The runs of tokens that are words.
public enum PieceRuns {
  /// The tokens of each word, in order.
  ///
  /// Tokens of the template belong to no word. A token of white space alone belongs to the word behind it, as the white space in the pieces
  /// of most tokenizers does, or at the end of a text to the last word; in a text of white space alone, it belongs to no word.
  /// - Parameters:
  ///   - tokens: All tokens of an example. `[T]`
  ///   - joins: Returns whether two neighbouring tokens of one segment, the first of which is in a word, are in one word.
  /// - Returns: Ranges of positions.
  @inlinable
  public static func words<Token: PlacedPiece>(of tokens: [Token], joins: (Token, Token) -> Bool) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(tokens.count)
    // The first of the tokens of white space that wait for a word.
    var blank: Int?
    func endText(at end: Int) {
      if let first = blank, let last = words.last, last.upperBound == first, tokens[first - 1].segment == tokens[first].segment {
        words[words.count - 1] = last.lowerBound..<end
      }
      blank = nil
    }
    for (position, token) in tokens.enumerated() {
      if token.isSpecial || position > 0 && tokens[position - 1].segment != token.segment { endText(at: position) }
      if token.isSpecial { continue }
      if let last = words.last, last.upperBound == position, tokens[position - 1].segment == token.segment,
        joins(tokens[position - 1], token)
      {
        words[words.count - 1] = last.lowerBound..<position + 1
      } else if token.traits.contains(.isBlank) {
        blank = blank ?? position
      } else {
        words.append((blank ?? position)..<position + 1)
        blank = nil
      }
    }
    endText(at: tokens.count)
    return words
  }

  /// Whether two neighbouring tokens of one segment are in one word, by how their pieces spell words.
  public static func joins(_ one: some PlacedPiece, _ next: some PlacedPiece) -> Bool {
    next.traits.contains(.continues) && !next.traits.contains(.isBlank) && !one.traits.isBorder(before: next.traits)
  }
}
