extension ExampleScores {
  /// The sums of the text for each method and class. The first are those of the scores in the row, which belong to the counters of
  /// examples.
  func sums(of example: Example) -> [(Scoring, TextSums)] {
    let words = all.isEmpty ? [] : example.words
    var sums = all.map { ($0.scoring, TextSums(of: example.tokens, scores: $0.scores, words: words)) }
    if sums.first?.0 != .inRow { sums.insert((.inRow, TextSums(tokens: example.tokens.count)), at: 0) }
    return sums
  }
}
