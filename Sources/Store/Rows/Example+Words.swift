extension Example {
  /// The sum of the scores of a word's tokens, each rounded to 2^-32 as in totals, so that these scores add up to the numbers in rankings,
  /// to the last digit.
  /// - Precondition: `word` is one of the example's words.
  public func score(of word: Word) -> Double {
    FixedPoint.double(word.tokens.reduce(0) { $0 &+ FixedPoint.integer(tokens[$1].score) })
  }
}
