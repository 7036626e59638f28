import Engine

/// A row of the corpus, tokenized: its text, or one window of it.
struct EncodedRow: Sendable {
  let row: CorpusRow
  let encoding: Encoding
  /// The text that this is a window of, and the window's place among them, from 0; nil where it is the whole text.
  var part: (text: CutText, index: Int)?
}
