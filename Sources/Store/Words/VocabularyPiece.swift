/// A piece of a model's vocabulary, and how it spells words. The tokenizer says so, for only it knows how its pieces mark what they are.
public struct VocabularyPiece: Sendable, Equatable {
  /// The piece as the vocabulary has it: "film", "##ing" of WordPiece.
  public var name: String
  /// Whether it continues the word before it. Where a store keeps offsets, they tell instead.
  public var continuesWord: Bool
  /// What it contributes to a word, without the tokenizer's marks: "ing"; nil where that is the piece itself.
  public var surface: String?

  /// Creates a piece; unless said otherwise, one that begins a word and is spelled as it is.
  public init(name: String, continuesWord: Bool = false, surface: String? = nil) {
    self.name = name
    self.continuesWord = continuesWord
    self.surface = surface
  }

  /// The word that pieces make side by side. A piece that only seems to continue a word, because there is none before it, is spelled as the
  /// vocabulary has it.
  static func joined(_ pieces: some Collection<VocabularyPiece>) -> String {
    var word = ""
    for (index, piece) in pieces.enumerated() { word.unicodeScalars.append(contentsOf: piece.spelling(isFirst: index == 0).unicodeScalars) }
    return word
  }

  /// What the piece contributes to a word, as its first one or a further one.
  func spelling(isFirst: Bool) -> String { isFirst && continuesWord ? name : surface ?? name }
}
