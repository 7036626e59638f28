/// The overlapping windows of a text that is too long for the model.
enum TextWindows {
  /// The windows of `count` pieces, in the order of the text; a single one where all pieces fit.
  ///
  /// `Encoding::truncate` in Hugging Face's tokenizers makes the same windows, which `stride` with `return_overflowing_tokens` uses:
  /// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/encoding.rs
  /// - Parameters:
  ///   - count: Number of pieces of the text.
  ///   - budget: Upper bound of a window's pieces.
  ///   - stride: Number of pieces that two consecutive windows share.
  ///   - fromEnd: Whether the last window is full and the first one takes the rest, as in tokenizers that truncate on the left.
  /// - Returns: Ranges of pieces.
  /// - Precondition: `0 <= stride < budget`.
  static func ranges(count: Int, budget: Int, stride: Int, fromEnd: Bool) -> [Range<Int>] {
    precondition(stride >= 0 && stride < budget, "a stride of \(stride) in windows of \(budget) pieces")
    guard count > budget else { return [0..<count] }
    var ranges: [Range<Int>] = []
    var start = 0
    while true {
      let end = min(start + budget, count)
      ranges.append(start..<end)
      if end == count { break }
      start += budget - stride
    }
    return fromEnd ? ranges.reversed().map { count - $0.upperBound..<count - $0.lowerBound } : ranges
  }
}

extension Tokenizer {
  /// Cuts the encoding of one text into windows of at most `maxLength` tokens, including tokens of the template.
  /// - Parameters:
  ///   - encoding: The encoding of a whole text, without a pair.
  ///   - maxLength: Upper bound of a window's tokens.
  ///   - stride: Number of the text's tokens that two consecutive windows share.
  /// - Returns: For each window the positions of its tokens in the encoding, without the template's, in the order of the text.
  /// - Precondition: `0 <= stride < maxLength - 2`, and the template of a text is one token before it and one behind it, as all templates are
  ///   that `SavedPostProcessor` reads.
  public func windows(of encoding: Encoding, maxLength: Int, stride: Int) -> [Range<Int>] {
    TextWindows.ranges(count: encoding.count - 2, budget: maxLength - 2, stride: stride, fromEnd: truncatesLeft)
      .map { $0.lowerBound + 1..<$0.upperBound + 1 }
  }
}

extension Encoding {
  /// The encoding of one window: the tokens at these positions, between the encoding's first and last token, which belong to the template.
  ///
  /// A token has the same offsets in each window. (With `add_prefix_space`, the reference leaves the space before the first token of each
  /// window in its offsets.)
  /// - Precondition: The encoding is of one text, and the positions lie between these two tokens.
  public func window(_ positions: Range<Int>) -> Encoding {
    precondition(positions.lowerBound >= 1 && positions.upperBound < count, "a window \(positions) of \(count) tokens")
    return selecting([0] + Array(positions) + [count - 1], isTruncated: false)
  }
}
