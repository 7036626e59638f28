extension Example {
  /// The example with a readable text: its own or, where the store keeps no texts, the words of its tokens with spaces between them, and
  /// offsets into that text. It is for people, because it is not the text that was indexed.
  public var readable: Example {
    guard tokens.contains(where: { !$0.isSpecial && $0.offsets == nil }) else { return self }
    var texts = ["", ""]
    var lengths = [0, 0]
    var tokens = tokens
    for word in words {
      let segment = Int(tokens[word.tokens.lowerBound].segment)
      if lengths[segment] > 0 {
        texts[segment] += " "
        lengths[segment] += 1
      }
      for position in word.tokens {
        let piece = tokens[position].vocabularyPiece.spelling(isFirst: position == word.tokens.lowerBound).unicodeScalars
        texts[segment].unicodeScalars.append(contentsOf: piece)
        tokens[position].offsets = lengths[segment]..<lengths[segment] + piece.count
        lengths[segment] += piece.count
      }
    }
    var example = self
    example.text = texts[0]
    example.pair = tokens.contains { $0.segment == 1 } ? texts[1] : nil
    example.tokens = tokens
    return example
  }
}
