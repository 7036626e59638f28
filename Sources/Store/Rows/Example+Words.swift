extension Example {
  /// The sum of the scores of a word's tokens, each rounded to 2^-32 as in totals, so that these scores add up to the numbers in rankings,
  /// to the last digit.
  /// - Precondition: `word` is one of the example's words.
  public func score(of word: Word) -> Double { score(ofTokens: word.tokens) }

  /// The sum of the scores of neighbouring tokens, in any order the same to the last bit.
  /// - Precondition: The range lies within the tokens.
  public func score(ofTokens range: Range<Int>) -> Double {
    FixedPoint.double(range.reduce(0) { $0 &+ FixedPoint.integer(tokens[$1].score) })
  }
}
