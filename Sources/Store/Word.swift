/// A maximal run of pieces of one segment where each further piece starts with "##" and begins at the offset where the one before ended.
public struct Word: Sendable, Equatable {
  /// The pieces joined, further ones without their "##".
  public let name: String
  /// The positions of its tokens.
  public let tokens: Range<Int>

  /// Creates a word.
  public init(name: String, tokens: Range<Int>) {
    self.name = name
    self.tokens = tokens
  }

  /// The words of a text, or pair of texts. Special tokens belong to no word.
  public static func words(of tokens: [ExampleRecord.Token]) -> [Word] {
    var words: [Word] = []
    var name = ""
    var start: Int?
    for (position, token) in tokens.enumerated() {
      guard let offsets = token.offsets else {
        if let start { words.append(Word(name: name, tokens: start..<position)) }
        start = nil
        continue
      }
      if start != nil, position > 0, token.continues(tokens[position - 1], at: offsets.lowerBound) {
        name.unicodeScalars.append(contentsOf: token.piece.unicodeScalars.dropFirst(2))
        continue
      }
      if let start { words.append(Word(name: name, tokens: start..<position)) }
      start = position
      name = token.piece
    }
    if let start { words.append(Word(name: name, tokens: start..<tokens.count)) }
    return words
  }

  /// The name of each token's word, as the tokens export prints it; empty for special tokens. `[T]`
  public static func names(of tokens: [ExampleRecord.Token]) -> [String] {
    var names = [String](repeating: "", count: tokens.count)
    for word in words(of: tokens) {
      for position in word.tokens { names[position] = word.name }
    }
    return names
  }
}

extension ExampleRecord.Token {
  /// Whether it is the further piece of the word that `previous` is a piece of.
  fileprivate func continues(_ previous: ExampleRecord.Token, at start: Int) -> Bool {
    // Bytes, because the first scalar of the piece may combine with the "#" before it into one Character.
    let bytes = piece.utf8
    return bytes.count > 2 && bytes.starts(with: [0x23, 0x23]) && previous.segment == segment && previous.offsets?.upperBound == start
  }
}
