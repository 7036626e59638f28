extension PieceTexts {
  /// The cell of a token: for people as they read it, where it is a piece, else by its name.
  static func cell(of token: String, _ pieces: PieceTexts?, as format: ListingFormat) -> Cell {
    .text(format.isForPeople ? pieces?.text(of: token) ?? token : token)
  }
}
