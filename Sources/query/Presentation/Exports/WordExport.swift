package import Store

/// A row for every word of every example, without special tokens: in the order of the text.
package enum WordExport {
  /// `word` is as the text has it, `name` as totals are kept under; `position` is that of its first token.
  package static let columns = ["example", "position", "segment", "word", "name", "start", "end", "score", "label", "predicted"]

  /// The rows of one example.
  package static func rows(of example: StoredExample) -> [[Cell]] {
    example.words.map { word in
      let first = example.tokens[word.tokens.lowerBound]
      let end = example.tokens[word.tokens.upperBound - 1].offsets?.upperBound
      return [
        .text(example.id), .integer(word.tokens.lowerBound), .integer(Int(first.segment)), .text(word.surface), .text(word.name),
        Cell(first.offsets?.lowerBound), Cell(end), .double(example.score(of: word)), Cell(example.label), Cell(example.predicted),
      ]
    }
  }
}
