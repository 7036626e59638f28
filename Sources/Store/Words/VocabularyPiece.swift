import Support

/// A piece of a model's vocabulary, and how it spells words. Only the tokenizer knows how its pieces mark the parts of a word.
///
/// Each example has some thirty tokens with a piece each, so copies must be cheap: name and surface are parts of one string. Up to 15 bytes,
/// as most are, it needs no memory of its own and no counting of references.
public struct VocabularyPiece: Sendable {
  /// The name, and the surface behind it where there is one.
  private let text: String
  /// Number of bytes of the name.
  private let nameCount: Int32
  /// Whether it continues the word before it. Where a store keeps offsets, they tell instead.
  public let continuesWord: Bool
  private let hasSurface: Bool
  /// The properties that decide where words begin and end.
  let traits: PieceTraits

  /// Creates a piece; unless said otherwise, one that begins a word and is spelled as it is.
  public init(name: String, continuesWord: Bool = false, surface: String? = nil) {
    text = surface.map { name + $0 } ?? name
    nameCount = Int32(name.utf8.count)
    self.continuesWord = continuesWord
    hasSurface = surface != nil
    traits = PieceTraits(of: name, continuesWord: continuesWord, surface: surface ?? name)
  }

  /// The piece as the vocabulary has it: "film", "##ing" of WordPiece, "Ġfilm" of byte-level BPE, "▁film" of SentencePiece.
  public var name: String { hasSurface ? String(decoding: text.utf8.prefix(Int(nameCount)), as: UTF8.self) : text }

  /// What it contributes to a word, without the tokenizer's marks: "ing", "film", "" of white space; nil where that is the piece itself.
  public var surface: String? { hasSurface ? String(decoding: text.utf8.dropFirst(Int(nameCount)), as: UTF8.self) : nil }

  /// The word that pieces make side by side, without pieces of white space alone. A piece with a mark that it continues a word, but with none before it, is spelled as the
  /// vocabulary has it.
  static func joined(_ pieces: some Collection<VocabularyPiece>) -> String {
    var word = ""
    let visible = pieces.filter { !$0.traits.contains(.isBlank) }
    for (index, piece) in visible.enumerated() {
      word.unicodeScalars.append(contentsOf: piece.spelling(isFirst: index == 0).unicodeScalars)
    }
    return word
  }

  /// What the piece contributes to a word, as its first one or a further one.
  func spelling(isFirst: Bool) -> String { isFirst && traits.contains(.isMarked) ? name : surface ?? name }
}

extension VocabularyPiece: Equatable {
  /// Whether both have the same name and spell words alike, byte for byte: a vocabulary may hold "é" as one scalar and as two.
  public static func == (one: VocabularyPiece, other: VocabularyPiece) -> Bool {
    one.nameCount == other.nameCount && one.continuesWord == other.continuesWord && one.hasSurface == other.hasSurface
      && one.text.utf8.elementsEqual(other.text.utf8)
  }
}
