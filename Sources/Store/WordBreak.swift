/// Where words of a text, or pair of texts, end: at white space, and around marks that stand alone.
///
/// Marks that stand alone are those that BERT's word splitting sets apart
/// (https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/bert.rs): punctuation, and Chinese characters.
struct WordBreak {
  /// By segment. `[scalars]` each
  private let texts: [[Unicode.Scalar]]

  init(text: String, pair: String?) {
    texts = [Array(text.unicodeScalars), pair.map { Array($0.unicodeScalars) } ?? []]
  }

  /// Whether two tokens that follow one another, neither of them special, belong to one word; nil where they have no offsets.
  func joins(_ one: ExampleRecord.Token, _ next: ExampleRecord.Token) -> Bool? {
    guard let left = one.offsets, let right = next.offsets else { return nil }
    guard one.segment == next.segment else { return false }
    // One letter that became several pieces.
    if right.lowerBound < left.upperBound { return true }
    let text = texts[Int(one.segment)]
    guard left.upperBound > 0, right.lowerBound < text.count else { return left.upperBound == right.lowerBound }
    return !Self.standsAlone(text[left.upperBound - 1]) && !Self.standsAlone(text[right.lowerBound])
      && !Self.standsAlone(one.piece) && !Self.standsAlone(next.piece)
      && !text[left.upperBound..<right.lowerBound].contains(where: Self.isSpace)
  }

  /// The word that the tokens of `range` make; nil where they have no offsets.
  func word(of tokens: [ExampleRecord.Token], _ range: Range<Int>) -> Word? {
    guard let start = tokens[range.lowerBound].offsets?.lowerBound, let end = tokens[range.upperBound - 1].offsets?.upperBound else {
      return nil
    }
    let text = texts[Int(tokens[range.lowerBound].segment)]
    var scalars = String.UnicodeScalarView()
    // A damaged store's offsets may lie anywhere.
    scalars.append(contentsOf: text[min(start, text.count)..<min(max(start, end), text.count)])
    let surface = String(scalars)
    let isCaseUnseen = surface.unicodeScalars.contains(where: Self.isCapital) && !tokens[range].contains { Self.hasCapital($0.piece) }
    return Word(name: isCaseUnseen ? surface.lowercased() : surface, surface: surface, tokens: range)
  }

  /// Whether a piece is one mark that stands alone, though the text may have another form of it: ≠ is read as = without its stroke.
  private static func standsAlone(_ piece: String) -> Bool {
    let scalars = piece.unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex else { return false }
    return standsAlone(first)
  }

  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<128: return Punctuation.contains(scalar)
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B820...0x2CEAF,
      0x2F800...0x2FA1F:
      return true
    default: return Punctuation.contains(scalar)
    }
  }

  /// White space, but for the controls that tokenizers drop.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r": true
    default: scalar.value >= 128 && scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
  }

  private static func hasCapital(_ piece: String) -> Bool {
    piece.unicodeScalars.contains(where: isCapital)
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128 ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
  }
}
