import Support

/// The symbols of words that are text: the pieces of their characters.
///
/// Mirrors `BPE::merge_word`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/bpe/model.rs
struct CharacterSymbols: Sendable {
  private let table: PieceTable
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  private let unknownID: Int32?
  private let fusesUnknown: Bool
  /// The pieces "<0x00>" to "<0xFF>" where characters fall back to bytes; -1 where there is none. `[256]`
  private let byteIDs: [Int32]

  /// Takes the characters from a vocabulary.
  /// - Throws: `EngineError` where the unknown token is not in the vocabulary.
  init(_ table: PieceTable, _ options: BPEOptions, file: String) throws {
    self.table = table
    prefix = Array(options.continuationPrefix.utf8)
    suffix = Array(options.wordSuffix.utf8)
    fusesUnknown = options.fusesUnknown
    unknownID = options.unknownToken.flatMap { table.id(of: $0) }
    if let token = options.unknownToken, unknownID == nil {
      throw EngineError("\(file): unk_token '\(token.prefix(80))' is not in the vocabulary; save the tokenizer again", kind: .damaged)
    }
    byteIDs = (0...255).map { (byte: UInt8) in
      options.fallsBackToBytes ? table.id(of: "<0x\(Hexadecimal.text(byte, width: 2, uppercase: true))>") ?? -1 : -1
    }
  }

  /// Appends the symbols of a word.
  ///
  /// As in the reference, a character that is dropped does not count in the places of those behind it, and an unknown character waits for
  /// the next known one, even behind the bytes of another.
  func fill(_ run: inout SymbolRun, with word: Range<Int>, of bytes: [UInt8]) {
    var unknownLength = 0
    var start = word.lowerBound
    while start < word.upperBound {
      let end = start + UTF8.scalar(in: bytes, at: start).length
      let symbol = symbol(bytes[start..<end], isFirst: start == word.lowerBound, isLast: end == word.upperBound)
      if let id = symbol {
        flush(&unknownLength, to: &run)
        run.append(id, length: end - start)
      } else if bytes[start..<end].allSatisfy({ byteIDs[Int($0)] >= 0 }) {
        for byte in bytes[start..<end] { run.append(byteIDs[Int(byte)], length: 1) }
      } else if unknownID != nil {
        if !fusesUnknown { flush(&unknownLength, to: &run) }
        unknownLength += end - start
      }
      start = end
    }
    flush(&unknownLength, to: &run)
  }

  private func symbol(_ character: ArraySlice<UInt8>, isFirst: Bool, isLast: Bool) -> Int32? {
    let marksFront = !isFirst && !prefix.isEmpty
    let marksBack = isLast && !suffix.isEmpty
    if !marksFront && !marksBack { return table.id(of: character) }
    return table.id(of: (marksFront ? prefix : []) + character + (marksBack ? suffix : []))
  }

  private func flush(_ unknownLength: inout Int, to run: inout SymbolRun) {
    if let unknownID, unknownLength > 0 { run.append(unknownID, length: unknownLength) }
    unknownLength = 0
  }
}
