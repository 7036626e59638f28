import Support

/// A token with its place in a text.
protocol OffsetPiece: PlacedPiece {
  /// Range of Unicode scalars in the text or pair; nil where unknown.
  var offsets: Range<Int>? { get }
}

extension ExampleToken: OffsetPiece {
  var traits: PieceTraits { vocabularyPiece.traits }
}
