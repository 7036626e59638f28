import Support

/// The vocabulary of a slow WordPiece tokenizer, vocab.txt.
enum VocabularyText {
  /// Upper bound of a file's lines; a model's vocabulary has at most half as many.
  private static let maximumPieces = 1 << 20
  /// Upper bound of a piece's bytes: no piece is longer than a word.
  private static let maximumPieceBytes = 4096

  /// The pieces of vocab.txt: the line number, from 0, is the id. A later line with the same piece wins.
  static func entries(_ bytes: [UInt8], file: String) throws -> [PieceTable.Entry] {
    guard !bytes.isEmpty else { throw EngineError("\(file) is empty; restore the vocabulary, a piece a line", kind: .damaged) }
    let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    // A carriage return, alone or before a line feed, ends a line, too, as in Python.
    let count = bytes.count { $0 == feed || $0 == carriage }
    guard count <= 2 * maximumPieces else {
      throw EngineError("\(file) has \(count) lines, more than a vocabulary can have (\(maximumPieces)); is it another file?")
    }
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == feed || bytes[index] == carriage {
      if bytes[index] == feed, index > 0, bytes[index - 1] == carriage {
        start = index + 1
        continue
      }
      lines.append(bytes[start..<index])
      start = index + 1
    }
    if start < bytes.endIndex { lines.append(bytes[start...]) }
    guard lines.count <= maximumPieces else {
      throw EngineError("\(file) has \(lines.count) lines, more than a vocabulary can have (\(maximumPieces)); is it another file?")
    }
    return try lines.enumerated().map { index, line in
      guard line.count <= maximumPieceBytes else {
        throw EngineError(
          "\(file): line \(index + 1) has \(line.count) bytes, more than a piece can have; restore the vocabulary", kind: .damaged)
      }
      guard let piece = String(validating: line, as: UTF8.self) else {
        throw EngineError("\(file): line \(index + 1) is not UTF-8; restore the vocabulary", kind: .damaged)
      }
      return (piece, index)
    }
  }
}
