/// A piece of a model's vocabulary, and how it spells words. Only the tokenizer knows how its pieces mark the parts of a word.
///
/// Each example has some thirty tokens, which share their pieces: to copy a piece is to copy one reference.
public struct VocabularyPiece: Sendable {
  private final class Storage: Sendable {
    let name: String
    let continuesWord: Bool
    let surface: String?
    let traits: PieceTraits

    init(name: String, continuesWord: Bool, surface: String?) {
      (self.name, self.continuesWord, self.surface) = (name, continuesWord, surface)
      traits = PieceTraits(of: name, continuesWord: continuesWord)
    }
  }

  private let storage: Storage

  /// Creates a piece; unless said otherwise, one that begins a word and is spelled as it is.
  public init(name: String, continuesWord: Bool = false, surface: String? = nil) {
    storage = Storage(name: name, continuesWord: continuesWord, surface: surface)
  }

  /// The piece as the vocabulary has it: "film", "##ing" of WordPiece.
  public var name: String { storage.name }
  /// Whether it continues the word before it. Where a store keeps offsets, they tell instead.
  public var continuesWord: Bool { storage.continuesWord }
  /// What it contributes to a word, without the tokenizer's marks: "ing"; nil where that is the piece itself.
  public var surface: String? { storage.surface }
  /// The properties that decide where words begin and end.
  var traits: PieceTraits { storage.traits }

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

extension VocabularyPiece: Equatable {
  /// Whether both have the same name and spell words alike.
  public static func == (one: VocabularyPiece, other: VocabularyPiece) -> Bool {
    one.storage === other.storage || one.name == other.name && one.continuesWord == other.continuesWord && one.surface == other.surface
  }
}
