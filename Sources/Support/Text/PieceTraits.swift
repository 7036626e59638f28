/// Properties of a vocabulary piece that decide where words begin and end.
///
/// They are properties of what the piece contributes to a text, not of its name: `Ġ`, the mark of byte-level BPE before a word, is a
/// capital letter.
public struct PieceTraits: OptionSet, Sendable {
  /// The properties as bits.
  public let rawValue: UInt16

  /// The piece continues a word, as its tokenizer says.
  public static let continues = PieceTraits(rawValue: 1)
  /// A mark in the name says that it continues a word, as "##" of WordPiece does. Without one, a piece continues because nothing says that
  /// it begins a word.
  public static let isMarked = PieceTraits(rawValue: 2)
  /// The piece has a capital letter, or may have one: it is a part of a character, or stands for unknown characters.
  public static let hasCapital = PieceTraits(rawValue: 4)
  /// The piece is nothing but white space.
  public static let isBlank = PieceTraits(rawValue: 8)
  /// The piece is nothing but punctuation.
  public static let isPunctuation = PieceTraits(rawValue: 256)
  /// The first character is punctuation.
  public static let beginsWithPunctuation = PieceTraits(rawValue: 16)
  /// The last character is punctuation.
  public static let endsWithPunctuation = PieceTraits(rawValue: 32)
  /// The first character is a mark on the letter before it, such as an accent or a vowel sign.
  public static let beginsWithAccent = PieceTraits(rawValue: 512)
  /// The first character is of a script without spaces.
  public static let beginsUnspaced = PieceTraits(rawValue: 64)
  /// The last character is of a script without spaces.
  public static let endsUnspaced = PieceTraits(rawValue: 128)

  /// Creates a set from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The traits of a piece.
  /// - Parameters:
  ///   - name: The piece as the vocabulary has it.
  ///   - continuesWord: Whether it continues the word before it, as its tokenizer says.
  ///   - surface: What it contributes to a word; U+FFFD stands for bytes that are only a part of a character.
  public init(of name: String, continuesWord: Bool, surface: String) {
    self = continuesWord ? .continues : []
    let isShorter = surface.utf8.count < name.utf8.count
    if continuesWord, isShorter, name.utf8.suffix(surface.utf8.count).elementsEqual(surface.utf8) { insert(.isMarked) }
    if Self.isInBrackets(name) {
      insert(.hasCapital)
      return
    }
    let scalars = surface.unicodeScalars
    if scalars.allSatisfy(\.properties.isWhitespace) { insert(.isBlank) }
    if !surface.isEmpty, scalars.allSatisfy(Punctuation.contains) { insert(.isPunctuation) }
    if scalars.contains(where: { Self.isCapital($0) || $0 == "\u{FFFD}" }) { insert(.hasCapital) }
    if let first = scalars.first { formUnion(PieceTraits(first: first)) }
    if let last = scalars.last { formUnion(PieceTraits(last: last)) }
  }

  /// The traits of a piece with this first character.
  public init(first: Unicode.Scalar) {
    self = []
    if Punctuation.contains(first) { insert(.beginsWithPunctuation) }
    if UnspacedScripts.contain(first) { insert(.beginsUnspaced) }
    if Self.isAccent(first) { insert(.beginsWithAccent) }
  }

  /// The traits of a piece with this last character.
  public init(last: Unicode.Scalar) {
    self = []
    if Punctuation.contains(last) { insert(.endsWithPunctuation) }
    if UnspacedScripts.contain(last) { insert(.endsUnspaced) }
  }

  /// Whether a word ends before a piece that follows these traits without white space, whatever the pieces' names say: punctuation stands
  /// alone, and so does each piece in scripts without spaces, unless it has a mark that it continues a word, or begins with an accent on the
  /// letter before it.
  public func isBorder(before next: PieceTraits) -> Bool {
    if contains(.endsWithPunctuation) || next.contains(.beginsWithPunctuation) { return true }
    return next.isDisjoint(with: [.isMarked, .beginsWithAccent]) && (contains(.endsUnspaced) || next.contains(.beginsUnspaced))
  }

  /// Whether a word ends between a piece and the next one where the text's characters on both sides of the border are known. Of the pieces
  /// only those count that are punctuation as a whole: the text may have it in another form ("≠" is read as "=").
  public func isBorder(before next: PieceTraits, last: Unicode.Scalar, first: Unicode.Scalar) -> Bool {
    contains(.isPunctuation) || next.contains(.isPunctuation)
      || PieceTraits(last: last).isBorder(before: PieceTraits(first: first).union(next.intersection(.isMarked)))
  }

  /// Whether a scalar is a capital letter.
  public static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128 ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
  }

  /// Whether a name is one in brackets, such as [UNK] and <s>: it is not what the text has.
  public static func isInBrackets(_ name: String) -> Bool {
    let bytes = name.utf8
    return bytes.count > 2
      && (bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]")
        || bytes.first == UInt8(ascii: "<") && bytes.last == UInt8(ascii: ">"))
  }

  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
