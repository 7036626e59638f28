import Engine
import Store

/// Tokenizes rows, and cuts long texts to what the model takes: to their beginning, or into windows.
struct RowTokenizer: Sendable {
  let tokenizer: WordPieceTokenizer
  /// Tokens at most, special ones included.
  let maxLength: Int
  /// The tokens that two windows share; nil where a text is cut to its beginning.
  let stride: Int?
  /// Matrices that are kept of each text or window.
  let matrices: Int

  /// What to run for a row.
  enum Tokenized {
    /// The text, whole or cut to its beginning.
    case text(TokenizedRow)
    /// A text in windows.
    case windows(CutText)
    /// A row that no store can hold, for this reason.
    case refused(String)
  }

  /// Tokenizes a row.
  func tokenize(_ row: CorpusRow) -> Tokenized {
    let labels = [row.label].compactMap(\.self) + (row.labels ?? [])
    if let objection = labels.lazy.compactMap(AttributionStore.objection(toLabel:)).first {
      return .refused("\(objection): is another column the label's?")
    }
    guard let stride else {
      return .text(TokenizedRow(row: row, encoding: tokenizer.encode(row.text, pair: row.pair, maxLength: maxLength)))
    }
    let whole = TokenizedRow(row: row, encoding: tokenizer.encode(row.text, pair: nil, maxLength: .max))
    guard whole.encoding.count > maxLength else { return .text(whole) }
    let windows = tokenizer.windows(of: whole.encoding, maxLength: maxLength, stride: stride)
    guard windows.count * maxLength * maxLength * matrices <= CutText.mostValues else {
      return .refused(
        "has \(whole.encoding.count) tokens, whose \(windows.count) windows are more than can be joined: split the text, or choose a smaller "
          + "--max-length or --stride")
    }
    return .windows(CutText(whole, windows: windows))
  }
}
