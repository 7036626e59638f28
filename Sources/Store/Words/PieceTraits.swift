import Support

/// Properties of a vocabulary piece's spelling that matter for the word of the piece.
struct PieceTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// The piece is one punctuation mark.
  static let isPunctuation = PieceTraits(rawValue: 1)
  /// The piece has a capital letter.
  static let hasCapital = PieceTraits(rawValue: 2)
  /// The piece begins with "##", which marks the continuation of a word in WordPiece vocabularies.
  static let continues = PieceTraits(rawValue: 4)
  /// The piece is one Chinese character.
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

  /// The kind of a scalar that forms a word alone: punctuation or a Chinese character; empty for other scalars.
  init(of scalar: Unicode.Scalar) {
    self = Punctuation.contains(scalar) ? .isPunctuation : scalar.value >= 0x3400 && ChineseBlocks.contain(scalar) ? .isChinese : []
  }
}
