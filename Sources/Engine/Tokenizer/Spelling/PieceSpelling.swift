/// How a piece of a vocabulary spells words.
public struct PieceSpelling: Sendable, Equatable {
  /// Whether the piece continues the word before it, rather than to begin one.
  public let continuesWord: Bool
  /// What the piece contributes to a word, without the tokenizer's marks: "ing" of "##ing".
  public let surface: String

  /// Creates a spelling.
  public init(continuesWord: Bool, surface: String) {
    self.continuesWord = continuesWord
    self.surface = surface
  }
}
