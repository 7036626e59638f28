/// What the spelling of a vocabulary piece says about the word that it is in.
struct PieceTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// It is one mark that stands alone.
  static let standsAlone = PieceTraits(rawValue: 1)
  /// It has a capital letter.
  static let hasCapital = PieceTraits(rawValue: 2)
  /// It begins with "##": it continues a word, as WordPiece vocabularies say it.
  static let continues = PieceTraits(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The traits of a piece.
  init(of piece: String) {
    self = []
    let scalars = piece.unicodeScalars
    if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex, WordBreak.standsAlone(first) {
      insert(.standsAlone)
    }
    if scalars.contains(where: WordBreak.isCapital) { insert(.hasCapital) }
    // Bytes, because the first scalar of the piece may combine with the "#" before it into one Character.
    let bytes = piece.utf8
    if bytes.count > 2, bytes.starts(with: [0x23, 0x23]) { insert(.continues) }
  }
}
