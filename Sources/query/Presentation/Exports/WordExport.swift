package import Store

/// An export with a row for each word of each example, without special tokens, in the order of the text.
package enum WordExport {
  /// `word` is the word in the text, `name` the name under which totals count it, and `position` the position of its first token.
  private static let own = ["example", "position", "segment", "word", "name", "start", "end", "score", "label", "predicted"]

  /// The names of the columns; those that name the scores come last, where there are several scores to choose from.
  package static func columns(_ scores: ScoreChoice?) -> [String] { ScoreChoice.columns(behind: own, scores) }

  /// The rows of an example.
  package static func rows(of example: Example, _ scores: ScoreChoice?) -> [[Cell]] {
    ScoreChoice.rows(rows(of: example), of: example, scores)
  }

  /// The rows without the names of the scores.
  private static func rows(of example: Example) -> [[Cell]] {
    example.words.map { word in
      let first = example.tokens[word.tokens.lowerBound]
      // Without the characters that the tokenizer dropped behind the word.
      let end = example.tokens[word.tokens.upperBound - 1].offsets?.upperBound
      return [
        .text(example.id), .integer(word.tokens.lowerBound), .integer(Int(first.segment)), .text(word.surface), .text(word.name),
        Cell(word.range?.lowerBound), Cell(word.range.map { min($0.upperBound, end ?? $0.upperBound) }), .double(example.score(of: word)),
        Cell(example.label), Cell(example.predicted),
      ]
    }
  }
}
