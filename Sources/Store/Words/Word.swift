import Support

/// A word of a text: consecutive tokens without a word break between them.
///
/// Where the tokens have offsets, the text decides, whatever the tokenizer's pieces look like: two tokens belong to one word if they are in
/// the same segment, if the text between them is nothing but characters that tokenizers drop (control characters, accents), and if the text
/// on neither side of the border is a mark that stands alone (`WordBreak`). A word includes dropped characters after its last token:
/// without its last sign, नहीं ("not") would be another word. Where a store keeps neither texts nor offsets, the tokenizer
/// says which pieces continue the word of the piece before them. A token of white space alone belongs to the word behind it.
public struct Word: Sendable, Equatable {
  /// The key under which occurrences of the word are summed. It is the word's part of the text, in lower case for an uncased model, that
  /// is, where the text has capital letters and the pieces have none: "Bad" and "bad" are one word for an uncased model, "US" and "us" are
  /// two words for a cased one. Without a text, it is the concatenation of the pieces, without the marks of the tokenizer. It is in
  /// Unicode's normalization form C, so that é is one word in either spelling, and without invisible format characters: "co\u{AD}operate"
  /// is "cooperate" (`FormatCharacters`).
  public let name: String
  /// The word as the text spells it; without a text, `name`.
  public let surface: String
  /// Positions of the word's tokens.
  public let tokens: Range<Int>
  /// Where the surface begins in its text, in Unicode scalars of the text or pair; nil where the tokens have no offsets.
  private let start: Int?

  /// Creates a word.
  public init(name: String, surface: String? = nil, tokens: Range<Int>, start: Int? = nil) {
    self.name = name
    self.surface = surface ?? name
    self.tokens = tokens
    self.start = start
  }

  /// The range of the surface in its text.
  /// - Returns: Unicode scalars of the text or pair; nil where the tokens have no offsets.
  public var range: Range<Int>? { start.map { $0..<$0 + surface.unicodeScalars.count } }

  /// The name of a word with this spelling; the case is kept.
  public static func name(spelled text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : CanonicalForm.of(FormatCharacters.removed(from: text))
  }

  /// The words of a text, or pair of texts. Special tokens belong to no word.
  /// - Parameters:
  ///   - tokens: All tokens of the example. `[T]`
  ///   - text: The text; ignored where the tokens have no offsets.
  ///   - pair: The second text; nil where there is none.
  /// - Returns: The words in the order of the tokens.
  public static func words(of tokens: [ExampleToken], text: String, pair: String?) -> [Word] {
    let breaks = WordBreak(text: text, pair: pair)
    return breaks.words(of: tokens).map { range in
      let spelling = breaks.spelling(of: tokens, range)
      let name = spelling?.name ?? joined(tokens[range].map(\.vocabularyPiece))
      return Word(name: name, surface: spelling?.surface, tokens: range, start: spelling?.start)
    }
  }

  /// The name of a word from its pieces, without a text.
  static func joined(_ pieces: [VocabularyPiece]) -> String { name(spelled: VocabularyPiece.joined(pieces)) }
}
