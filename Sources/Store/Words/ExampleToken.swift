/// A token of an example.
public struct ExampleToken: Sendable, Equatable {
  /// Vocabulary id.
  public var id: Int32
  /// The piece with how it spells words.
  public var vocabularyPiece: VocabularyPiece
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
    vocabularyPiece = piece
    self.segment = segment
    self.offsets = offsets
    self.score = score
    self.isSpecial = isSpecial ?? (offsets == nil)
  }

  /// The name of the vocabulary piece, such as "film" or "##ing".
  public var piece: String { vocabularyPiece.name }
}
