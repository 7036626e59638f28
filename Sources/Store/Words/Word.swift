import Support

/// A word of a text: the tokens that lie side by side in it.
///
/// Where offsets are known, they decide, whatever the tokenizer's pieces look like: two tokens belong to one word where they are of the
/// same segment, nothing but what tokenizers drop (control characters, accents) lies between them, and neither ends there in a mark that
/// stands alone (`WordBreak`). A word reaches over what tokenizers drop behind its last token: without its last sign, नहीं ("not") is
/// another word. Where a store keeps neither texts nor offsets, a piece continues the one before it where it begins with "##".
public struct Word: Sendable, Equatable {
  /// What occurrences are added up under: the stretch of the text, in lower case where the model did not see its case, that is, where the
  /// text has capital letters and the pieces have none. "Bad" and "bad" are one word to an uncased model, "US" and "us" two to a cased one.
  /// Without a text, the pieces joined, further ones without their "##". In Unicode's normalization form C: é is one word, however the
  /// text spells it. Without format characters, which nobody sees: "co\u{AD}operate" is "cooperate" (`FormatCharacters`).
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

  /// Where the surface stands in its text.
  /// - Parameter tokens: All tokens of the example. `[T]`
  /// - Returns: Unicode scalars of the text or pair; nil where the tokens have no offsets.
  public func range(among tokens: [ExampleRecord.Token]) -> Range<Int>? {
    tokens[self.tokens.lowerBound].offsets.map { $0.lowerBound..<$0.lowerBound + surface.unicodeScalars.count }
  }

  /// The name of a word that is spelled like that, in the same case.
  public static func name(spelled text: String) -> String { CanonicalForm.of(FormatCharacters.removed(from: text)) }

  /// The words of a text, or pair of texts. Special tokens belong to no word.
  /// - Parameters:
  ///   - tokens: All tokens of the example. `[T]`
  ///   - text: The text; not looked at where the tokens have no offsets.
  ///   - pair: The second text; nil where there is none.
  /// - Returns: The words in the order of the tokens.
  public static func words(of tokens: [ExampleRecord.Token], text: String, pair: String?) -> [Word] {
    let breaks = WordBreak(text: text, pair: pair)
    return breaks.words(of: tokens).map { range in
      let spelling = breaks.spelling(of: tokens, range)
      let name = spelling?.name ?? joined(tokens[range].lazy.map(\.piece))
      return Word(name: name, surface: spelling?.surface, tokens: range)
    }
  }

  /// The word that pieces make without a text.
  static func joined(_ pieces: some Collection<String>) -> String {
    var name = pieces.first ?? ""
    for piece in pieces.dropFirst() { name.unicodeScalars.append(contentsOf: piece.unicodeScalars.dropFirst(2)) }
    return Self.name(spelled: name)
  }
}
