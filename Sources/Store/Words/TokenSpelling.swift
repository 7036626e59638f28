/// A token of a ranking: its name, and how it is spelled without the marks of its tokenizer.
public struct TokenSpelling: Sendable, Equatable {
  /// The name in rankings: a word, or the piece as the vocabulary has it, such as "##ing".
  public let name: String
  /// What the token contributes to a text: the word, or "ing".
  public let spelling: String
  /// The word that the token is where it stands alone: "film" of "Ġfilm"; the name of a piece with a mark that it continues a word, such as
  /// "##ing", which is no word.
  public let word: String

  /// A word, which is spelled as it is named.
  public init(word: String) {
    (name, spelling, self.word) = (word, word, word)
  }

  /// A piece of a vocabulary.
  public init(_ piece: VocabularyPiece) {
    name = piece.name
    spelling = piece.surface ?? name
    word = piece.spelling(isFirst: true)
  }
}
