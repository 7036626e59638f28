package import Store

/// An export with a row for each token of each example, including special tokens.
package enum TokenExport {
  private static let own = ["example", "position", "segment", "token", "word", "start", "end", "score", "label", "predicted"]

  /// The names of the columns; those that name the scores come last, where there are several scores to choose from.
  package static func columns(_ scores: ScoreChoice?) -> [String] { ScoreChoice.columns(behind: own, scores) }

  /// The rows of an example, in the order of its tokens.
  package static func rows(of example: Example, _ scores: ScoreChoice?) -> [[Cell]] {
    ScoreChoice.rows(rows(of: example), of: example, scores)
  }

  /// The rows without the names of the scores.
  private static func rows(of example: Example) -> [[Cell]] {
    var words = [Cell](repeating: .null, count: example.tokens.count)
    for word in example.words {
      for position in word.tokens { words[position] = .text(word.surface) }
    }
    return zip(example.tokens, words).enumerated().map { position, pair in
      let (token, word) = pair
      return [
        .text(example.id), .integer(position), .integer(Int(token.segment)), .text(token.piece), word,
        Cell(token.offsets?.lowerBound), Cell(token.offsets?.upperBound), .single(token.score), Cell(example.label),
        Cell(example.predicted),
      ]
    }
  }
}
