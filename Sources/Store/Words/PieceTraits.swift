import Support

/// What the spelling of a vocabulary piece says about the word that it is in.
struct PieceTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// It is one punctuation mark.
  static let isPunctuation = PieceTraits(rawValue: 1)
  /// It has a capital letter.
  static let hasCapital = PieceTraits(rawValue: 2)
  /// It begins with "##": it continues a word, as WordPiece vocabularies say it.
  static let continues = PieceTraits(rawValue: 4)
  /// It is one Chinese character.
  static let isChinese = PieceTraits(rawValue: 8)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The traits of a piece.
  init(of piece: String) {
    self = []
    let scalars = piece.unicodeScalars
    if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex { insert(PieceTraits(of: first)) }
    if scalars.contains(where: WordBreak.isCapital) { insert(.hasCapital) }
    // Bytes, because the first scalar of the piece may combine with the "#" before it into one Character.
    let bytes = piece.utf8
    if bytes.count > 2, bytes.starts(with: [0x23, 0x23]) { insert(.continues) }
  }

  /// Whether a scalar is a mark that is a word of its own, and of which kind.
  init(of scalar: Unicode.Scalar) {
    self = Punctuation.contains(scalar) ? .isPunctuation : scalar.value >= 0x3400 && ChineseBlocks.contain(scalar) ? .isChinese : []
  }
}
