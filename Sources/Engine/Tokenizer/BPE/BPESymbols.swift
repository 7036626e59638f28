/// The symbols that words consist of before they are merged.
enum BPESymbols: Sendable {
  /// Words are bytes, each of which has a symbol. `[256]`
  case bytes([Int32])
  /// Words are text.
  case characters(CharacterSymbols)

  /// The symbols of a byte-level vocabulary; nil where a byte has none.
  static func bytes(of table: PieceTable) -> BPESymbols? {
    let ids = ByteAlphabet.encoded.compactMap { table.id(of: $0) }
    return ids.count == 256 ? .bytes(ids) : nil
  }

  /// Fills `run` with the symbols of a word.
  func fill(_ run: inout SymbolRun, with word: Range<Int>, of bytes: [UInt8]) {
    run.removeAll()
    switch self {
    case .bytes(let ids):
      for byte in bytes[word] { run.append(ids[Int(byte)], length: 1) }
    case .characters(let symbols): symbols.fill(&run, with: word, of: bytes)
    }
  }

  /// The bytes of a word that could become this piece as a whole; nil where no word could.
  func bytes(ofPiece piece: String) -> [UInt8]? {
    switch self {
    case .bytes: ByteAlphabet.bytes(of: piece)
    case .characters: Array(piece.utf8)
    }
  }

  /// The id of the piece that a word is.
  func id(of word: ArraySlice<UInt8>, in table: PieceTable) -> Int32? {
    switch self {
    case .bytes: table.id(of: word.flatMap { ByteAlphabet.encoded[Int($0)] })
    case .characters: table.id(of: word)
    }
  }
}
