/// The properties of a token that decide where words begin and end.
protocol PlacedToken {
  /// Whether the template added the token.
  var isSpecial: Bool { get }
  /// 0 for the text, 1 for the pair.
  var segment: UInt8 { get }
  /// Range of Unicode scalars in the text or pair; nil where unknown.
  var offsets: Range<Int>? { get }
  /// The traits of the token's piece.
  var traits: PieceTraits { get }
}

extension ExampleToken: PlacedToken {
  var traits: PieceTraits { vocabularyPiece.traits }
}
