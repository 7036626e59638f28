extension StoredExample {
  /// The sum of the scores of a word's tokens, each rounded to 2^-32 as in totals: these scores add up to what rankings say, to the last digit.
  /// - Precondition: `word` is one of its words.
  public func score(of word: Word) -> Double {
    FixedPoint.double(word.tokens.reduce(0) { $0 &+ FixedPoint.integer(tokens[$1].score) })
  }
}
