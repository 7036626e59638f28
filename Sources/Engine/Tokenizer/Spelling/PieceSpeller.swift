/// Reads how the pieces of one kind of tokenizer spell words.
protocol PieceSpeller: Sendable {
  /// How a piece spells words. The empty piece, of an id without a token, begins a word.
  func spelling(of piece: String) -> PieceSpelling
}
