/// A token of an example.
public struct ExampleToken: Sendable, Equatable {
  /// Vocabulary id.
  public var id: Int32
  /// The vocabulary piece, such as "film" or "##ing".
  public var piece: String
  /// Whether the piece continues the word before it; see `VocabularyPiece`.
  public var continuesWord: Bool
  /// What the piece contributes to a word; nil where that is the piece itself.
  public var surface: String?
  /// 0 for the text, 1 for the pair.
  public var segment: UInt8
  /// Range of Unicode scalars in the text or pair; nil for a special token, and where the store keeps no texts.
  public var offsets: Range<Int>?
  /// Whether the token is a special one of the template, such as [CLS] or [SEP].
  public var isSpecial: Bool
  /// The score of the first attribution; see `AttributionResult.scores`.
  public var score: Float

  /// Creates a token. By default, a token without offsets is special.
  public init(
    id: Int32, piece: VocabularyPiece, segment: UInt8, offsets: Range<Int>?, score: Float, isSpecial: Bool? = nil
  ) {
    self.id = id
    self.piece = piece.name
    continuesWord = piece.continuesWord
    surface = piece.surface
    self.segment = segment
    self.offsets = offsets
    self.score = score
    self.isSpecial = isSpecial ?? (offsets == nil)
  }

  /// The piece with how it spells words.
  public var vocabularyPiece: VocabularyPiece { VocabularyPiece(name: piece, continuesWord: continuesWord, surface: surface) }
}
