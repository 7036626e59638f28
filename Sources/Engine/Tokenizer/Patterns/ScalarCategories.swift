/// Sets of general categories, in which the regular expressions of tokenizers find scalars.
///
/// The reference's regular expressions are those of Oniguruma 6.9.8, with Unicode 14. Categories come from the Swift standard library, whose
/// tables are newer: a scalar that was not assigned in Unicode 14 counts as unassigned, and U+0295 has the category that it had then.
/// <https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/utils/onig.rs>
struct ScalarCategories: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  static let uppercaseLetter = ScalarCategories(.uppercaseLetter)
  static let lowercaseLetter = ScalarCategories(.lowercaseLetter)
  static let titlecaseLetter = ScalarCategories(.titlecaseLetter)
  static let modifierLetter = ScalarCategories(.modifierLetter)
  static let otherLetter = ScalarCategories(.otherLetter)
  static let nonspacingMark = ScalarCategories(.nonspacingMark)
  static let decimalNumber = ScalarCategories(.decimalNumber)
  static let letterNumber = ScalarCategories(.letterNumber)
  static let otherNumber = ScalarCategories(.otherNumber)
  static let connectorPunctuation = ScalarCategories(.connectorPunctuation)
  /// Control characters that are white space, which are in no other set.
  static let spaceControl = ScalarCategories(rawValue: 1 << 31)

  /// `\p{L}`
  static let letter: ScalarCategories = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
  /// `\p{N}`
  static let number: ScalarCategories = [.decimalNumber, .letterNumber, .otherNumber]
  /// `\p{M}`
  static let mark: ScalarCategories = [.nonspacingMark, .init(.spacingMark), .init(.enclosingMark)]
  /// `\p{P}`
  static let punctuation: ScalarCategories = [
    .connectorPunctuation, .init(.dashPunctuation), .init(.openPunctuation), .init(.closePunctuation), .init(.initialPunctuation),
    .init(.finalPunctuation), .init(.otherPunctuation),
  ]
  /// `\p{S}`
  static let symbol: ScalarCategories = [.init(.mathSymbol), .init(.currencySymbol), .init(.modifierSymbol), .init(.otherSymbol)]
  /// `\s`, the property White_Space.
  static let space: ScalarCategories = [.init(.spaceSeparator), .init(.lineSeparator), .init(.paragraphSeparator), .spaceControl]

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  private init(_ category: Unicode.GeneralCategory) {
    self.init(rawValue: 1 << UInt32(Self.place(of: category)))
  }

  /// The set with the category of a scalar.
  @inline(__always)
  static func of(_ scalar: UInt32) -> ScalarCategories {
    switch scalar {
    case 0..<0x2200: ScalarCategories(rawValue: 1 << UInt32(alphabets[Int(scalar)]))
    case 0x2200..<0x10000: ScalarCategories(rawValue: 1 << UInt32(basicPlane[Int(scalar)]))
    default: ScalarCategories(rawValue: 1 << UInt32(code(of: scalar)))
    }
  }

  /// The sets of ASCII. `[128]`
  static let ascii: [ScalarCategories] = (0..<128).map { ScalarCategories(rawValue: 1 << UInt32(code(of: $0))) }

  // A table is made at its first use, while workers wait: the table of the whole plane takes some milliseconds.
  private static let alphabets: [UInt8] = (0..<0x2200).map(code)
  private static let basicPlane: [UInt8] = (0..<0x10000).map(code)

  /// The place of a scalar's bit.
  private static func code(of value: UInt32) -> UInt8 {
    guard let scalar = Unicode.Scalar(value) else { return place(of: .surrogate) }
    if value == 0x295 { return place(of: .lowercaseLetter) }
    guard let age = scalar.properties.age, age.major <= 14 else { return place(of: .unassigned) }
    let category = scalar.properties.generalCategory
    return category == .control && scalar.properties.isWhitespace ? 31 : place(of: category)
  }

  private static func place(of category: Unicode.GeneralCategory) -> UInt8 {
    switch category {
    case .uppercaseLetter: 0
    case .lowercaseLetter: 1
    case .titlecaseLetter: 2
    case .modifierLetter: 3
    case .otherLetter: 4
    case .nonspacingMark: 5
    case .spacingMark: 6
    case .enclosingMark: 7
    case .decimalNumber: 8
    case .letterNumber: 9
    case .otherNumber: 10
    case .connectorPunctuation: 11
    case .dashPunctuation: 12
    case .openPunctuation: 13
    case .closePunctuation: 14
    case .initialPunctuation: 15
    case .finalPunctuation: 16
    case .otherPunctuation: 17
    case .mathSymbol: 18
    case .currencySymbol: 19
    case .modifierSymbol: 20
    case .otherSymbol: 21
    case .spaceSeparator: 22
    case .lineSeparator: 23
    case .paragraphSeparator: 24
    case .control: 25
    case .format: 26
    case .surrogate: 27
    case .privateUse: 28
    case .unassigned: 29
    @unknown default: 29
    }
  }
}

extension ScalarCategories {
  /// The categories of a property in a regular expression, by its short name: "L", "Lu".
  init?(named name: String) {
    switch name {
    case "L": self = .letter
    case "N": self = .number
    case "M": self = .mark
    case "P": self = .punctuation
    case "S": self = .symbol
    case "Lu": self = .uppercaseLetter
    case "Ll": self = .lowercaseLetter
    case "Lt": self = .titlecaseLetter
    case "Lm": self = .modifierLetter
    case "Lo": self = .otherLetter
    case "Nd": self = .decimalNumber
    case "Nl": self = .letterNumber
    case "No": self = .otherNumber
    case "Mn": self = .nonspacingMark
    default: return nil
    }
  }
}
