/// The scores of a whole text by method and class, those in the row of the example first.
struct ExampleScores {
  private(set) var all: [(scoring: Scoring, scores: [Float])] = []

  /// The scores of these fields and rows; nil where a row is damaged, or not of as many tokens.
  /// - Parameters:
  ///   - fields: The row of the example.
  ///   - rows: The rows of `score` of the example and of its windows, which do not count.
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

  /// The sums of the text for each method and class; first of all those of the row, which counters of examples go with.
  func sums(of example: StoredExample) -> [(Scoring, TextSums)] {
    let words = all.isEmpty ? [] : example.words
    var sums = all.map { ($0.scoring, TextSums(of: example.tokens, scores: $0.scores, words: words)) }
    if sums.first?.0 != .inRow { sums.insert((.inRow, TextSums(tokens: example.tokens.count)), at: 0) }
    return sums
  }
}
