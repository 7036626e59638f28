import Support

/// Splits a text, or a pair of texts, into words: at white space, and around marks that stand alone.
///
/// The marks that stand alone are the characters that BERT's tokenizer separates: punctuation (`BertPreTokenizer`,
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/bert.rs) and Chinese characters (`BertNormalizer`,
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/bert.rs). A Chinese character that a piece
/// continues was not separated: the tokenizer has `handle_chinese_chars` off.
struct WordBreak {
  private let text: WordText
  private let pair: WordText

  init(text: WordText, pair: WordText) {
    (self.text, self.pair) = (text, pair)
  }

  init(text: String, pair: String?) {
    self.init(text: WordText(text.utf8), pair: WordText((pair ?? "").utf8))
  }

  /// The tokens of each word, in order. Special tokens belong to no word.
  func words(of tokens: [some PlacedToken]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(tokens.count)
    for (position, token) in tokens.enumerated() where !token.isSpecial {
      if let last = words.last, last.upperBound == position, joins(tokens[position - 1], token) {
        words[words.count - 1] = last.lowerBound..<position + 1
      } else {
        words.append(position..<position + 1)
      }
    }
    return words
  }

  /// The surface of a word, which the tokens of `range` form, and its name (see `Word`); nil where the tokens have no offsets.
  func spelling(of tokens: [some PlacedToken], _ range: Range<Int>) -> (name: String, surface: String)? {
    let first = tokens[range.lowerBound]
    guard let start = first.offsets?.lowerBound, let last = tokens[range.upperBound - 1].offsets?.upperBound else { return nil }
    let text = self[first.segment]
    // A damaged store's offsets may lie anywhere.
    var end = max(start, last)
    let limit = min(beginning(of: tokens, at: range.upperBound, in: first.segment) ?? text.count, text.count)
    while end < limit, DroppedScalars.contain(text[end]) { end += 1 }
    let surface = text.stretch(start..<end)
    let isCaseUnseen = Self.hasCapital(surface) && !tokens[range].contains { $0.traits.contains(.hasCapital) }
    return (Word.name(spelled: isCaseUnseen ? surface.lowercased() : surface), surface)
  }

  /// The offset at which the token at a position begins; nil where the token is in another segment or has no offsets.
  private func beginning(of tokens: [some PlacedToken], at position: Int, in segment: UInt8) -> Int? {
    guard position < tokens.count, tokens[position].segment == segment else { return nil }
    return tokens[position].offsets?.lowerBound
  }

  private subscript(segment: UInt8) -> WordText { segment == 0 ? text : pair }

  /// Whether two neighbouring tokens, neither of them special, belong to one word. Without offsets, the second token's piece decides.
  private func joins(_ one: some PlacedToken, _ next: some PlacedToken) -> Bool {
    guard one.segment == next.segment else { return false }
    guard let left = one.offsets, let right = next.offsets else { return next.traits.contains(.continues) }
    // Several pieces of one letter.
    if right.lowerBound < left.upperBound { return true }
    let text = self[one.segment]
    guard left.upperBound > 0, right.lowerBound < text.count else { return left.upperBound == right.lowerBound }
    let separators: PieceTraits = next.traits.contains(.continues) ? .isPunctuation : [.isPunctuation, .isChinese]
    return !(left.upperBound..<right.lowerBound).contains { Self.isSpace(text[$0]) }
      && PieceTraits(of: text[left.upperBound - 1]).isDisjoint(with: separators)
      && PieceTraits(of: text[right.lowerBound]).isDisjoint(with: separators)
      && one.traits.isDisjoint(with: separators) && next.traits.isDisjoint(with: separators)
  }

  static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128 ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
  }

  private static func hasCapital(_ text: String) -> Bool {
    var isASCII = true
    for byte in text.utf8 {
      if (65...90).contains(byte) { return true }
      isASCII = isASCII && byte < 128
    }
    return !isASCII && text.unicodeScalars.contains(where: isCapital)
  }

  /// White space, except for the control characters that tokenizers drop.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r": true
    default: scalar.value >= 128 && scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
  }
}
