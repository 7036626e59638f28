public import Store

extension ExampleToken {
  /// A token of WordPiece, whose pieces continue a word where they begin with "##".
  public init(id: Int32, piece: String, segment: UInt8, offsets: Range<Int>?, score: Float, isSpecial: Bool? = nil) {
    self.init(
      id: id, piece: VocabularyPiece(wordPiece: piece), segment: segment, offsets: offsets, score: score, isSpecial: isSpecial)
  }
}

extension VocabularyPiece {
  /// A piece of WordPiece.
  public init(wordPiece piece: String) {
    let continues = piece.utf8.count > 2 && piece.utf8.starts(with: "##".utf8)
    self.init(name: piece, continuesWord: continues, surface: continues ? String(piece.unicodeScalars.dropFirst(2)) : nil)
  }
}
