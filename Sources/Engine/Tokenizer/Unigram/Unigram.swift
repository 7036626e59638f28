import Support

/// Splits a word into the pieces with the largest sum of scores.
///
/// A character that is no piece costs ten more than the lowest score of all; neighbouring ones are one unknown token. Mirrors
/// `Unigram::encode_optimized` and `tokenize`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/unigram/model.rs
struct Unigram: PieceModel {
  /// Pieces that are the best split of themselves, which most words of a text are.
  private let words: ShortWords
  private let lattice: UnigramLattice
  /// The ids of the pieces "<0x00>" to "<0xFF>", for characters that are no pieces; -1 where one is missing. `[256]`, or empty where
  /// `byte_fallback` is off.
  private let bytePieces: [Int32]

  /// Creates a model from its part of tokenizer.json. Of equal pieces, the last one counts.
  /// - Throws: `EngineError` where an option is of a wrong type, there are too many bytes of pieces, or there is no unknown token. (The
  ///   reference takes a model without one, and fails at the first text with a character that is no piece.)
  init(_ saved: SavedModel) throws {
    let (pieces, scores, file) = (saved.table.pieces, saved.scores, saved.file)
    guard let unknownID = try saved.options.number("unk_id", in: 0...pieces.count - 1, file: file) else {
      throw EngineError(
        "\(file): the Unigram model has no 'unk_id', but a text may have characters that are no pieces; save the tokenizer with an "
          + "unknown token")
    }
    let bytesFallBack = try saved.options.flag("byte_fallback", file: file) ?? false
    let totalBytes = pieces.reduce(0) { $0 + $1.utf8.count }
    guard totalBytes <= PieceTrie.maximumBytes else {
      throw EngineError("\(file): \(totalBytes) bytes of vocabulary, at most \(PieceTrie.maximumBytes) are supported; is it another file?")
    }
    var trie = PieceTrie(totalBytes: totalBytes)
    for (id, piece) in pieces.enumerated() { trie.insert(piece.utf8, value: Int32(id)) }
    let lattice = UnigramLattice(
      trie: trie, scores: scores, unknownID: Int32(unknownID), unknownScore: (scores.filter { !$0.isNaN }.min() ?? .infinity) - 10)
    self.lattice = lattice
    bytePieces = bytesFallBack ? (0...UInt8.max).map { trie.value(of: Self.piece(ofByte: $0).utf8) ?? -1 } : []
    words = Self.undivided(pieces, lattice)
  }

  func appendPieces(of word: Range<Int>, in text: NormalizedText, to output: inout PieceSequence) {
    if let id = words.id(of: text.bytes, word) {
      output.append(id, text.originalRange(of: word))
      return
    }
    lattice.forEachPiece(of: text.bytes, word) { id, range in
      if id != lattice.unknownID {
        output.append(id, text.originalRange(of: range))
      } else {
        appendUnknown(range, in: text, to: &output)
      }
    }
  }

  /// Appends the tokens of characters that are no pieces, or of the unknown token's own piece in the text.
  private func appendUnknown(_ range: Range<Int>, in text: NormalizedText, to output: inout PieceSequence) {
    let offsets = text.originalRange(of: range)
    let bytes = text.bytes[range]
    if let id = lattice.trie.value(of: bytes) {
      output.append(id, offsets)
    } else if !bytePieces.isEmpty, bytes.allSatisfy({ bytePieces[Int($0)] >= 0 }) {
      for byte in bytes { output.append(bytePieces[Int(byte)], offsets) }
    } else {
      output.append(lattice.unknownID, offsets)
    }
  }

  private static func piece(ofByte byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x\(digits.count < 2 ? "0" : "")\(digits)>"
  }

  private static func undivided(_ pieces: [String], _ lattice: UnigramLattice) -> ShortWords {
    // Words begin with the mark of Metaspace. To split all pieces would double the time to load a large vocabulary.
    let candidates = pieces.filter { $0.utf8.count <= ShortWords.longest && $0.utf8.starts(with: "▁".utf8) }
    var words = ShortWords(count: candidates.count)
    for piece in candidates {
      let bytes = Array(piece.utf8)
      lattice.forEachPiece(of: bytes, bytes.indices) { id, range in
        if id != lattice.unknownID, range == bytes.indices { words.insert(bytes, id: id) }
      }
    }
    return words
  }
}
