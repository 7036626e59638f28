package import Store

/// An export with a row for each word of each example, without special tokens, in the order of the text.
package enum WordExport {
  /// `word` is the word in the text, `name` the name under which totals count it, and `position` the position of its first token.
  package static let columns = ["example", "position", "segment", "word", "name", "start", "end", "score", "label", "predicted"]

  /// A row for each word of an example.
  package static func rows(of example: Example) -> [[Cell]] {
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
