/// Where a text that is too long for the model is cut into overlapping windows.
enum TextWindows {
  /// The windows of `count` pieces, in the order of the text; one where they all fit.
  ///
  /// As `Encoding::truncate` of Hugging Face's tokenizers counts, which is what `stride` with `return_overflowing_tokens` comes to:
  /// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/encoding.rs
  /// - Parameters:
  ///   - count: the pieces of the text.
  ///   - budget: the most pieces that a window holds.
  ///   - stride: the pieces that two consecutive windows share.
  ///   - fromEnd: whether the last window is full and the first one takes what remains, as tokenizers that truncate on the left have it.
  /// - Returns: places among the pieces.
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

extension WordPieceTokenizer {
  /// Cuts an encoding of one text into windows of at most `maxLength` tokens, those of the template among them.
  /// - Parameters:
  ///   - encoding: a whole text, without a pair.
  ///   - maxLength: the most tokens of a window.
  ///   - stride: the tokens of the text that two consecutive windows share.
  /// - Returns: the positions in the encoding that each window holds beside the template's own, in the order of the text.
  /// - Precondition: `0 <= stride < maxLength - 2`.
  public func windows(of encoding: Encoding, maxLength: Int, stride: Int) -> [Range<Int>] {
    TextWindows.ranges(count: encoding.count - 2, budget: maxLength - 2, stride: stride, fromEnd: truncatesLeft)
      .map { $0.lowerBound + 1..<$0.upperBound + 1 }
  }
}

extension Encoding {
  /// The tokens at these positions between the first and the last token, which the template added.
  /// - Precondition: the encoding is of one text, and the positions lie between those two.
  public func window(_ positions: Range<Int>) -> Encoding {
    precondition(positions.lowerBound >= 1 && positions.upperBound < count, "a window \(positions) of \(count) tokens")
    let all = [0] + Array(positions) + [count - 1]
    return Encoding(
      inputIDs: all.map { inputIDs[$0] }, tokenTypeIDs: all.map { tokenTypeIDs[$0] }, segments: all.map { segments[$0] },
      offsets: all.map { offsets[$0] }, isTruncated: false)
  }
}
