/// Where words of a text, or pair of texts, end: at white space, and around marks that stand alone.
///
/// Marks that stand alone are those that BERT's word splitting sets apart
/// (https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/bert.rs): punctuation, and Chinese characters.
struct WordBreak {
  private let text: WordText
  private let pair: WordText

  init(text: WordText, pair: WordText) {
    (self.text, self.pair) = (text, pair)
  }

  init(text: String, pair: String?) {
    self.init(text: WordText(text.utf8), pair: WordText((pair ?? "").utf8))
  }

  /// The tokens of each word, in their order. Special tokens belong to no word.
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

  /// The stretch of the text that the tokens of `range` make, and its name as `Word` says; nil where they have no offsets.
  func spelling(of tokens: [some PlacedToken], _ range: Range<Int>) -> (name: String, surface: String)? {
    let first = tokens[range.lowerBound]
    guard let start = first.offsets?.lowerBound, let end = tokens[range.upperBound - 1].offsets?.upperBound else { return nil }
    // A damaged store's offsets may lie anywhere.
    let surface = self[first.segment].stretch(start..<max(start, end))
    let isCaseUnseen = Self.hasCapital(surface) && !tokens[range].contains { $0.traits.contains(.hasCapital) }
    return (isCaseUnseen ? surface.lowercased() : surface, surface)
  }

  private subscript(segment: UInt8) -> WordText { segment == 0 ? text : pair }

  /// Whether two tokens that follow one another, neither of them special, belong to one word. Without offsets, the second one's piece tells.
  private func joins(_ one: some PlacedToken, _ next: some PlacedToken) -> Bool {
    guard one.segment == next.segment else { return false }
    guard let left = one.offsets, let right = next.offsets else { return next.traits.contains(.continues) }
    // One letter that became several pieces.
    if right.lowerBound < left.upperBound { return true }
    let text = self[one.segment]
    guard left.upperBound > 0, right.lowerBound < text.count else { return left.upperBound == right.lowerBound }
    return !(left.upperBound..<right.lowerBound).contains { Self.isSpace(text[$0]) } && !Self.standsAlone(text[left.upperBound - 1])
      && !Self.standsAlone(text[right.lowerBound]) && one.traits.isDisjoint(with: .standsAlone)
      && next.traits.isDisjoint(with: .standsAlone)
  }

  static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<128: return Punctuation.contains(scalar)
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B820...0x2CEAF,
      0x2F800...0x2FA1F:
      return true
    default: return Punctuation.contains(scalar)
    }
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

  /// White space, but for the controls that tokenizers drop.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r": true
    default: scalar.value >= 128 && scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
  }
}
