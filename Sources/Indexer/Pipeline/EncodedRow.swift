import Engine

/// A row of the corpus, tokenized.
struct EncodedRow: Sendable {
  let row: CorpusRow
  let encoding: Encoding
}
