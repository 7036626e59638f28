import Support

/// Splits a text, or a pair of texts, into words: at white space, and around marks that stand alone.
///
/// The marks that stand alone are the characters that BERT's tokenizer separates: punctuation (`BertPreTokenizer`,
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/bert.rs) and Chinese characters (`BertNormalizer`,
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/bert.rs). A Chinese character that a piece with a mark
/// ("##") continues was not separated: the tokenizer has `handle_chinese_chars` off. A piece is never cut, so that `'t` of byte-level BPE is
/// one word, and each piece of a text in a script without spaces is a word.
struct WordBreak {
  private let text: WordText
  private let pair: WordText

  init(text: WordText, pair: WordText) {
    (self.text, self.pair) = (text, pair)
  }

  init(text: String, pair: String?) {
    self.init(text: WordText(text.utf8), pair: WordText((pair ?? "").utf8))
  }

  /// The tokens of each word, in order; see ``PieceRuns/words(of:joins:)``.
  func words(of tokens: [some OffsetPiece]) -> [Range<Int>] { PieceRuns.words(of: tokens, joins: joins) }

  /// The surface of a word, which the tokens of `range` form, where it begins in the text, and its name (see `Word`); nil where the tokens
  /// have no offsets.
  func spelling(of tokens: [some OffsetPiece], _ range: Range<Int>) -> (name: String, surface: String, start: Int)? {
    let visible = range.filter { !tokens[$0].traits.contains(.isBlank) }
    guard let first = visible.first.map({ tokens[$0] }), let start = place(of: first)?.lowerBound,
      let last = visible.last.flatMap({ place(of: tokens[$0])?.upperBound })
    else { return nil }
    let text = self[first.segment]
    // A damaged store's offsets may lie anywhere.
    var end = max(start, last)
    let next = beginning(of: tokens, at: range.upperBound, in: first.segment)
    let limit = min(next ?? text.count, text.count)
    // A vowel sign before the next token was dropped with the accents; one behind the last token may have been cut off.
    while end < limit, DroppedScalars.contain(text[end]) || next != nil && Self.isVowelSign(text[end]) { end += 1 }
    let surface = text.stretch(start..<end)
    let isCaseUnseen = Self.hasCapital(surface) && !tokens[range].contains { $0.traits.contains(.hasCapital) }
    return (Word.name(spelled: isCaseUnseen ? surface.lowercased() : surface), surface, start)
  }

  /// The offset at which the token at a position begins; nil where the token is in another segment or has no offsets.
  private func beginning(of tokens: [some OffsetPiece], at position: Int, in segment: UInt8) -> Int? {
    guard position < tokens.count, tokens[position].segment == segment else { return nil }
    return tokens[position].offsets?.lowerBound
  }

  private subscript(segment: UInt8) -> WordText { segment == 0 ? text : pair }

  /// A token's range without the white space at its ends, which some tokenizers count to the token; nil without offsets.
  private func place(of token: some OffsetPiece) -> Range<Int>? {
    guard let offsets = token.offsets else { return nil }
    let text = self[token.segment]
    guard offsets.upperBound <= text.count else { return offsets }
    var (start, end) = (offsets.lowerBound, offsets.upperBound)
    while start < end, Self.isSpace(text[start]) { start += 1 }
    while end > start, Self.isSpace(text[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Whether two neighbouring tokens of one segment belong to one word. Without offsets, their pieces decide.
  private func joins(_ one: some OffsetPiece, _ next: some OffsetPiece) -> Bool {
    guard let left = place(of: one), let right = place(of: next) else { return PieceRuns.joins(one, next) }
    // Several pieces of one letter.
    if right.lowerBound < left.upperBound { return true }
    guard !next.traits.contains(.isBlank) else { return false }
    let text = self[one.segment]
    guard left.upperBound > 0, right.lowerBound < text.count else { return left.upperBound == right.lowerBound }
    return !(left.upperBound..<right.lowerBound).contains { Self.isSpace(text[$0]) }
      && !one.traits.isBorder(before: next.traits, last: text[left.upperBound - 1], first: text[right.lowerBound])
  }

  private static func hasCapital(_ text: String) -> Bool {
    var isASCII = true
    for byte in text.utf8 {
      if (65...90).contains(byte) { return true }
      isASCII = isASCII && byte < 128
    }
    return !isASCII && text.unicodeScalars.contains(where: PieceTraits.isCapital)
  }

  /// A mark that takes up space, such as a vowel sign.
  private static func isVowelSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && scalar.properties.generalCategory == .spacingMark
  }

  /// White space, except for the control characters that tokenizers drop.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r": true
    default: scalar.value >= 128 && scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
  }
}
