import Store

/// A row for every token of every example, special tokens included.
enum TokenExport {
  static let columns = ["example", "position", "segment", "token", "word", "start", "end", "score", "label", "predicted"]

  /// The rows of one example, in the order of its tokens.
  static func rows(of example: StoredExample) -> [[Cell]] {
    zip(example.tokens, Word.names(of: example.tokens)).enumerated().map { position, pair in
      let (token, word) = pair
      return [
        .text(example.id), .integer(position), .integer(Int(token.segment)), .text(token.piece), token.isSpecial ? .null : .text(word),
        Cell(token.offsets?.lowerBound), Cell(token.offsets?.upperBound), .single(token.score), Cell(example.label),
        Cell(example.predicted),
      ]
    }
  }
}
