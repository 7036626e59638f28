/// The scores of a whole text by method and class; the scores in the row of the example come first.
struct ExampleScores {
  private(set) var all: [(scoring: Scoring, scores: [Float])] = []

  /// Reads the scores; nil where a row is damaged, or has another number of tokens.
  /// - Parameters:
  ///   - fields: The row of the example.
  ///   - rows: The example's rows of `score`; those of its windows are ignored.
  init?(_ fields: ExampleFields, _ rows: [ScoreFields]) {
    if !fields.scores.isEmpty {
      guard let scores = TokenBlobs.unpackFloats(fields.scores), scores.count == fields.tokenCount else { return nil }
      all.append((.inRow, scores))
    }
    for row in rows where row.window == 0 {
      guard let scores = row.soundScores(count: fields.tokenCount) else { return nil }
      all.append((row.scoring, scores))
    }
  }

  /// The sums of the text for each method and class. The first are those of the scores in the row, which belong to the counters of
  /// examples.
  func sums(of example: StoredExample) -> [(Scoring, TextSums)] {
    let words = all.isEmpty ? [] : example.words
    var sums = all.map { ($0.scoring, TextSums(of: example.tokens, scores: $0.scores, words: words)) }
    if sums.first?.0 != .inRow { sums.insert((.inRow, TextSums(tokens: example.tokens.count)), at: 0) }
    return sums
  }
}
