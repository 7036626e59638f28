/// Metaspace: a piece that begins with "▁" begins a word, others continue one.
struct MetaspaceSpeller: PieceSpeller {
  /// The mark, a single scalar.
  let mark: Unicode.Scalar

  func spelling(of piece: String) -> PieceSpelling {
    let scalars = piece.unicodeScalars
    let begins = scalars.first == mark
    // Further marks stand for spaces within the piece.
    let surface = String(String.UnicodeScalarView((begins ? scalars.dropFirst() : scalars[...]).map { $0 == mark ? " " : $0 }))
    return PieceSpelling(continuesWord: !begins && !piece.isEmpty, surface: surface)
  }
}
