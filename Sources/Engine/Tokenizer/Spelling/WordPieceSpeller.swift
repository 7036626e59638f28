/// WordPiece: a piece that begins with "##", or the prefix that tokenizer.json has instead, continues a word.
struct WordPieceSpeller: PieceSpeller {
  /// `continuing_subword_prefix`
  let prefix: String

  func spelling(of piece: String) -> PieceSpelling {
    // Bytes, because the scalar behind the prefix may combine with its last one into one Character.
    guard !prefix.isEmpty, piece.utf8.count > prefix.utf8.count, piece.utf8.starts(with: prefix.utf8) else {
      return PieceSpelling(continuesWord: false, surface: piece)
    }
    return PieceSpelling(continuesWord: true, surface: String(piece.unicodeScalars.dropFirst(prefix.unicodeScalars.count)))
  }
}
