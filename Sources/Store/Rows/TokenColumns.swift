/// The tokens of an example as in its columns, without names.
struct TokenColumns {
  /// Vocabulary ids. `[T]`
  let ids: [Int32]
  /// The tokens' positions in the texts, without offsets where the store keeps no texts. `[T]`
  let offsets: [TokenBlobs.Place]
  /// Scores in units of 2^-32. `[T]`
  let scores: [Int64]

  /// Whether a token is a special one of the template.
  func isSpecial(_ position: Int) -> Bool { offsets[position].isSpecial }

  /// The sum of the scores of some tokens, in units of 2^-32.
  func total(of positions: Range<Int>) -> Int64 { positions.reduce(0) { $0 + scores[$1] } }
}
