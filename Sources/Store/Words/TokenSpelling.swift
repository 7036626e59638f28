/// A token of a ranking: its name, and how it is spelled without the marks of its tokenizer.
public struct TokenSpelling: Sendable, Equatable {
  /// The name in rankings: a word, or the piece as the vocabulary has it, such as "##ing".
  public let name: String
  /// What the token contributes to a text: the word, or "ing".
  public let spelling: String

  /// A word, which is spelled as it is named.
  public init(word: String) {
    (name, spelling) = (word, word)
  }

  /// A piece of a vocabulary.
  public init(_ piece: VocabularyPiece) {
    name = piece.name
    spelling = piece.surface ?? name
  }
}
