import Engine

/// A row of the corpus with the tokens of its text.
struct TokenizedRow: Sendable {
  let row: CorpusRow
  let encoding: Encoding
}
