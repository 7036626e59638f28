/// A word of a text: the tokens that lie side by side in it.
///
/// Where offsets are known, they decide, whatever the tokenizer's pieces look like: two tokens belong to one word where they are of the
/// same segment, nothing but what tokenizers drop (control characters, accents) lies between them, and neither ends there in a mark that
/// stands alone (`WordBreak`). Where a store keeps neither texts nor offsets, a piece continues the one before it where it begins
/// with "##".
public struct Word: Sendable, Equatable {
  /// What occurrences are added up under: the stretch of the text, in lower case where the model did not see its case, that is, where the
  /// text has capital letters and the pieces have none. "Bad" and "bad" are one word to an uncased model, "US" and "us" two to a cased one.
  /// Without a text, the pieces joined, further ones without their "##".
  public let name: String
  /// The stretch of the text as it stands there; without a text, the name.
  public let surface: String
  /// The positions of its tokens.
  public let tokens: Range<Int>

  /// Creates a word.
  public init(name: String, surface: String? = nil, tokens: Range<Int>) {
    self.name = name
    self.surface = surface ?? name
    self.tokens = tokens
  }

  /// The words of a text, or pair of texts. Special tokens belong to no word.
  /// - Parameters:
  ///   - tokens: All tokens of the example. `[T]`
  ///   - text: The text; not looked at where the tokens have no offsets.
  ///   - pair: The second text; nil where there is none.
  /// - Returns: The words in the order of the tokens.
  public static func words(of tokens: [ExampleRecord.Token], text: String, pair: String?) -> [Word] {
    let breaks = WordBreak(text: text, pair: pair)
    var words: [Word] = []
    var start: Int?
    func end(at position: Int) {
      guard let first = start else { return }
      words.append(breaks.word(of: tokens, first..<position) ?? Word(joining: tokens, first..<position))
      start = nil
    }
    for (position, token) in tokens.enumerated() {
      guard !token.isSpecial else {
        end(at: position)
        continue
      }
      if start != nil, breaks.joins(tokens[position - 1], token) ?? token.continues(tokens[position - 1]) { continue }
      end(at: position)
      start = position
    }
    end(at: tokens.count)
    return words
  }

  /// The word that pieces make without a text.
  private init(joining tokens: [ExampleRecord.Token], _ range: Range<Int>) {
    var name = tokens[range.lowerBound].piece
    for position in range.dropFirst() { name.unicodeScalars.append(contentsOf: tokens[position].piece.unicodeScalars.dropFirst(2)) }
    self.init(name: name, tokens: range)
  }
}

extension ExampleRecord.Token {
  /// Whether its piece says that it is the further piece of the word that `previous` is a piece of.
  fileprivate func continues(_ previous: ExampleRecord.Token) -> Bool {
    // Bytes, because the first scalar of the piece may combine with the "#" before it into one Character.
    let bytes = piece.utf8
    return bytes.count > 2 && bytes.starts(with: [0x23, 0x23]) && previous.segment == segment
      && previous.offsets?.upperBound == offsets?.lowerBound
  }
}
