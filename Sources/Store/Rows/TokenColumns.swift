/// The tokens of an example as its columns have them, without names.
struct TokenColumns {
  /// In the vocabulary. `[T]`
  let ids: [Int32]
  /// Where the tokens stand; nil offsets where the store keeps no texts, too. `[T]`
  let offsets: [TokenBlobs.Place]
  /// In units of 2^-32. `[T]`
  let scores: [Int64]

  /// Whether the template added a token.
  func isSpecial(_ position: Int) -> Bool { offsets[position].isSpecial }

  /// The sum of the scores of some tokens, in units of 2^-32.
  func total(of positions: Range<Int>) -> Int64 { positions.reduce(0) { $0 + scores[$1] } }
}
