/// Byte-level BPE: a piece that begins with "Ġ", which stands for a space, begins a word, others continue one.
///
/// A surface is the text that the bytes spell. Bytes that are no UTF-8 by themselves, parts of a character, have U+FFFD.
struct ByteLevelSpeller: PieceSpeller {
  func spelling(of piece: String) -> PieceSpelling {
    let text = ByteAlphabet.text(of: piece)
    let begins = piece.unicodeScalars.first == ByteAlphabet.scalars[0x20]
    return PieceSpelling(continuesWord: !begins && !piece.isEmpty, surface: begins ? String(text.unicodeScalars.dropFirst()) : text)
  }
}
