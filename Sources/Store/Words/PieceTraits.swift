import Support

/// Properties of a vocabulary piece that matter for the word of the piece.
struct PieceTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// The piece is one punctuation mark.
  static let isPunctuation = PieceTraits(rawValue: 1)
  /// The piece has a capital letter.
  static let hasCapital = PieceTraits(rawValue: 2)
  /// The piece continues a word, as its tokenizer says.
  static let continues = PieceTraits(rawValue: 4)
  /// The piece is one Chinese character.
  static let isChinese = PieceTraits(rawValue: 8)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The traits of a piece.
  init(of name: String, continuesWord: Bool) {
    self = continuesWord ? .continues : []
    let scalars = name.unicodeScalars
    if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex { insert(PieceTraits(of: first)) }
    if scalars.contains(where: WordBreak.isCapital) { insert(.hasCapital) }
  }

  /// The kind of a scalar that forms a word alone: punctuation or a Chinese character; empty for other scalars.
  init(of scalar: Unicode.Scalar) {
    self = Punctuation.contains(scalar) ? .isPunctuation : scalar.value >= 0x3400 && ChineseBlocks.contain(scalar) ? .isChinese : []
  }
}
