/// Format characters (general category Cf): soft hyphens, byte order marks, marks of direction, joiners. They are invisible and tokenizers
/// drop them, so a word with some of them is the same word as without.
public enum FormatCharacters {
  /// `text` without format characters; unchanged where nothing else would be left.
  ///
  /// A zero-width joiner or non-joiner stays between two letters or symbols, also behind their marks, because it changes how scripts and
  /// emoji are read.
  public static func removed(from text: String) -> String {
    guard text.unicodeScalars.contains(where: contain) else { return text }
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      if contain(scalar) {
        guard isJoiner(scalar), let last = kept.last, isBase(last) || isMark(last), place + 1 < scalars.count, isBase(scalars[place + 1])
        else { continue }
      }
      kept.append(scalar)
    }
    return kept.isEmpty ? text : String(kept)
  }

  private static func contain(_ scalar: Unicode.Scalar) -> Bool {
    // A look-up of properties is slow, and most scripts have no format characters.
    switch scalar.value {
    case 0xAD, 0x600..<0x920, 0x180E, 0x200B..<0x2070, 0xFEFF, 0xFFF9..<0xFFFC, 0x11000...: scalar.properties.generalCategory == .format
    default: false
    }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{200C}" || scalar == "\u{200D}" }

  private static func isBase(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .otherSymbol: true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .modifierSymbol: true
    default: false
    }
  }
}
