import Engine
import Store

/// Tokenizes rows, and truncates long texts or splits them into windows.
struct RowTokenizer: Sendable {
  let tokenizer: any Tokenizer
  /// Largest number of tokens of a text or window, with special tokens.
  let maxLength: Int
  /// Number of tokens that consecutive windows share; nil where long texts are truncated.
  let stride: Int?
  /// Number of matrices that the store keeps of each text or window.
  let matrices: Int
  /// The texts that methods leave out; nil where that does not matter.
  var omissions: MethodOmissions?

  /// A tokenized row.
  enum Tokenized {
    /// A text that fits the model, possibly truncated.
    case text(TokenizedRow)
    /// A text that is split into windows.
    case windows(CutText)
    /// A row that no store can hold, and the reason.
    case refused(String)
  }

  /// Tokenizes a row.
  func tokenize(_ row: CorpusRow) -> Tokenized {
    let labels = [row.label].compactMap(\.self) + (row.labels ?? [])
    if let objection = labels.lazy.compactMap(AttributionStore.objection(toLabel:)).first {
      return .refused("\(objection): is another column the label's?")
    }
    guard let stride else {
      return text(TokenizedRow(row: row, encoding: tokenizer.encode(row.text, pair: row.pair, maxLength: maxLength)))
    }
    let whole = TokenizedRow(row: row, encoding: tokenizer.encode(row.text, pair: nil, maxLength: .max))
    guard whole.encoding.count > maxLength else { return text(whole) }
    // Some window is as long as windows may be.
    if let objection = omissions?.objection(tokens: maxLength) { return .refused(objection) }
    let windows = tokenizer.windows(of: whole.encoding, maxLength: maxLength, stride: stride)
    guard windows.count * maxLength * maxLength * matrices <= CutText.mostValues else {
      return .refused(
        "has \(whole.encoding.count) tokens, whose \(windows.count) windows are more than can be joined: split the text, or choose a smaller "
          + "--max-length or --stride")
    }
    return .windows(CutText(whole, windows: windows))
  }

  private func text(_ row: TokenizedRow) -> Tokenized {
    omissions?.objection(tokens: row.encoding.count).map(Tokenized.refused) ?? .text(row)
  }
}
