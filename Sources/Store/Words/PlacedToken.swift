/// What must be known of a token to find the words of a text.
protocol PlacedToken {
  /// Whether the template added it.
  var isSpecial: Bool { get }
  /// 0 for the text, 1 for the pair.
  var segment: UInt8 { get }
  /// Unicode scalars of the text or pair; nil where they are not known.
  var offsets: Range<Int>? { get }
  /// What its spelling says.
  var traits: PieceTraits { get }
}

extension ExampleRecord.Token: PlacedToken {
  var traits: PieceTraits { PieceTraits(of: piece) }
}
