import Support

/// The properties of a Unicode scalar that BERT's normalizer and pre-tokenizer use, as the reference implementation determines them.
///
/// Hugging Face's tokenizers (0.20) take categories from Unicode 8.0 (crate unicode_categories), decompositions and combining classes from
/// 9.0 (unicode-normalization-alignments), and case and white space from 15 (Rust's standard library). Here all of them come from the Swift
/// standard library, whose tables are newer: a scalar that the reference's tables do not have yet counts as unassigned, and the few scalars
/// whose category has changed since are listed.
struct ScalarTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// Removed by `clean_text`: control characters (except tab, line feed and carriage return), format and private-use characters, U+0000 and
  /// U+FFFD.
  static let isControl = ScalarTraits(rawValue: 1)
  static let isWhitespace = ScalarTraits(rawValue: 2)
  /// Punctuation: a token of its own.
  static let isPunctuation = ScalarTraits(rawValue: 4)
  /// General category Mn, removed by `strip_accents`.
  static let isAccent = ScalarTraits(rawValue: 8)
  /// Lower case differs.
  static let isUpperCase = ScalarTraits(rawValue: 16)
  /// Canonical decomposition may change or move it: it decomposes, or has a combining class other than 0.
  static let isCanonicallyActive = ScalarTraits(rawValue: 32)
  /// Surrounded with spaces by `handle_chinese_chars`.
  static let isChinese = ScalarTraits(rawValue: 64)

  /// The traits of `scalar`, from a table for the Basic Multilingual Plane, else computed.
  static func of(_ scalar: Unicode.Scalar) -> ScalarTraits {
    switch scalar.value {
    case 0..<0x370: latin[Int(scalar.value)]
    case 0x2000..<0x2070: marks[Int(scalar.value) - 0x2000]
    case 0..<0x2200: alphabets[Int(scalar.value)]
    case 0x2200..<0x10000: basicPlane[Int(scalar.value)]
    default: ScalarTraits(computing: scalar)
    }
  }

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The traits of ASCII. `[128]`
  static let ascii: [ScalarTraits] = (0..<UInt8(128)).map { ScalarTraits(computing: Unicode.Scalar($0)) }

  // A table is made at its first use, while workers wait: the table of the whole plane takes 15 ms, the table of the alphabets 10.
  /// Latin letters, and the combining marks into which accented letters decompose.
  private static let latin = table(0..<0x370)
  /// Quotation marks and dashes, which occur in most texts.
  private static let marks = table(0x2000..<0x2070)
  private static let alphabets = table(0..<0x2200)
  private static let basicPlane = table(0..<0x10000)

  private static func table(_ values: Range<UInt32>) -> [ScalarTraits] {
    values.map { value in Unicode.Scalar(value).map(ScalarTraits.init(computing:)) ?? [] }
  }

  private init(computing scalar: Unicode.Scalar) {
    let properties = scalar.properties
    var traits: ScalarTraits = []
    if scalar == "\0" || scalar == "\u{FFFD}" { traits.insert(.isControl) }
    switch Self.category(of: scalar) {
    case .control where scalar == "\t" || scalar == "\n" || scalar == "\r": break
    case .control, .format, .privateUse: traits.insert(.isControl)
    case .nonspacingMark: traits.insert(.isAccent)
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation:
      traits.insert(.isPunctuation)
    // All printable symbols of ASCII count as punctuation.
    case .mathSymbol, .currencySymbol, .modifierSymbol: if scalar.isASCII { traits.insert(.isPunctuation) }
    default: break
    }
    if properties.isWhitespace { traits.insert(.isWhitespace) }
    if properties.changesWhenLowercased, Self.isAssigned(scalar, inUnicode: 15) { traits.insert(.isUpperCase) }
    if CanonicalDecomposition.combiningClass(of: scalar) != 0 || CanonicalDecomposition.of(scalar) != nil {
      traits.insert(.isCanonicallyActive)
    }
    if ChineseBlocks.contain(scalar) { traits.insert(.isChinese) }
    self = traits
  }

  /// Whether `scalar` was assigned in that major version or an earlier one.
  static func isAssigned(_ scalar: Unicode.Scalar, inUnicode version: Int) -> Bool {
    guard let age = scalar.properties.age else { return false }
    return age.major <= version
  }

  /// The general category in Unicode 8.0.
  private static func category(of scalar: Unicode.Scalar) -> Unicode.GeneralCategory {
    switch scalar.value {
    case 0x166D, 0x111C9: .otherPunctuation
    case 0x1734, 0x1171E: .nonspacingMark
    case 0x1885, 0x1886: .otherLetter
    case 0xA9BD: .spacingMark
    default: isAssigned(scalar, inUnicode: 8) ? scalar.properties.generalCategory : .unassigned
    }
  }
}
