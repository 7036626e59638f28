/// The scores of a whole text by method and class; the scores in the row of the example come first.
struct ExampleScores {
  private(set) var all: [(scoring: Scoring, scores: [Float])] = []

  /// Reads the scores; nil where a row is damaged, or has another number of tokens.
  /// - Parameters:
  ///   - fields: The row of the example.
  ///   - rows: The example's rows of `score`; rows of its windows are ignored.
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
}
