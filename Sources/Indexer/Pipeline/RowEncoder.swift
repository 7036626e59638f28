import Engine
import Store

/// Tokenizes rows, and cuts long texts to what the model takes: to their beginning, or into windows.
struct RowEncoder: Sendable {
  let tokenizer: WordPieceTokenizer
  /// Tokens at most, special ones included.
  let maxLength: Int
  /// The tokens that two windows share; nil where a text is cut to its beginning.
  let stride: Int?
  /// Matrices that are kept of each text or window.
  let matrices: Int

  /// What to run for a row.
  enum Work {
    /// The text, whole or cut to its beginning.
    case text(EncodedRow)
    /// A text in windows.
    case windows(CutText)
    /// A row that no store can hold, for this reason.
    case refused(String)
  }

  /// Tokenizes a row.
  func encode(_ row: CorpusRow) -> Work {
    let labels = [row.label].compactMap(\.self) + (row.labels ?? [])
    if let objection = labels.lazy.compactMap(AttributionStore.objection(toLabel:)).first {
      return .refused("\(objection): is another column the label's?")
    }
    guard let stride else { return .text(EncodedRow(row: row, encoding: tokenizer.encode(row.text, pair: row.pair, maxLength: maxLength))) }
    let encoding = tokenizer.encode(row.text, pair: nil, maxLength: .max)
    guard encoding.count > maxLength else { return .text(EncodedRow(row: row, encoding: encoding)) }
    let windows = tokenizer.windows(of: encoding, maxLength: maxLength, stride: stride)
    guard windows.count * maxLength * maxLength * matrices <= CutText.mostValues else {
      return .refused(
        "has \(encoding.count) tokens, whose \(windows.count) windows are more than can be joined: split the text, or choose a smaller "
          + "--max-length or --stride")
    }
    return .windows(CutText(row: row, encoding: encoding, windows: windows))
  }
}
