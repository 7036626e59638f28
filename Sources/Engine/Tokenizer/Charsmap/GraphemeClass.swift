/// What a Unicode scalar does at the borders of extended grapheme clusters: `Grapheme_Cluster_Break`, `Extended_Pictographic` and
/// `Indic_Conjunct_Break`, as one property.
///
/// The values are those of Unicode 16.0, as in the reference (unicode-segmentation 1.12). What the Swift standard library's properties give
/// is taken from there, without scalars that are newer; the rest are the ranges of Unicode's files, in full:
/// https://www.unicode.org/Public/16.0.0/ucd/auxiliary/GraphemeBreakProperty.txt, .../ucd/emoji/emoji-data.txt,
/// .../ucd/DerivedCoreProperties.txt.
enum GraphemeClass: UInt8 {
  case other
  case carriageReturn
  case lineFeed
  case control
  /// Extend, other than the two cases below.
  case extend
  /// U+200C, an Extend that no conjunct goes on behind.
  case nonJoiner
  /// An Extend between two consonants of a conjunct: a virama.
  case linker
  case spacingMark
  /// U+200D
  case joiner
  case prepend
  case regionalIndicator
  /// A leading consonant (L), vowel (V) or trailing consonant (T) of Hangul, or a syllable without or with a trailing one (LV, LVT).
  case leading, vowel, trailing, openSyllable, closedSyllable
  case pictographic
  /// A consonant of the scripts that have linkers.
  case consonant

  /// The class of `scalar`, from a table for the Basic Multilingual Plane, else computed.
  static func of(_ scalar: Unicode.Scalar) -> GraphemeClass {
    switch scalar.value {
    case 0..<0x370: latin[Int(scalar.value)]
    case 0..<0x2200: alphabets[Int(scalar.value)]
    case 0x2200..<0x10000: basicPlane[Int(scalar.value)]
    default: GraphemeClass(computing: scalar)
    }
  }

  // A table is made at its first use.
  private static let latin = table(0..<0x370)
  private static let alphabets = table(0..<0x2200)
  private static let basicPlane = table(0..<0x10000)

  private static func table(_ values: Range<UInt32>) -> [GraphemeClass] {
    values.map { value in Unicode.Scalar(value).map(GraphemeClass.init(computing:)) ?? .control }
  }

  private init(computing scalar: Unicode.Scalar) {
    self = Self.listed(scalar.value) ?? Self.derived(scalar)
  }

  /// The class by the properties of the standard library.
  private static func derived(_ scalar: Unicode.Scalar) -> GraphemeClass {
    let properties = scalar.properties
    guard let age = properties.age, age.major <= 16 else { return properties.isDefaultIgnorableCodePoint ? .control : .other }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return properties.isGraphemeExtend ? .extend : .control
    // Some spacing marks of South-East Asia do not extend a cluster; the library's own clusters tell which.
    case .spacingMark where !properties.isGraphemeExtend: return "a\(scalar)".count == 1 ? .spacingMark : .other
    default: return properties.isGraphemeExtend || properties.isEmojiModifier ? .extend : .other
    }
  }

  /// The class of a scalar whose property the standard library does not show.
  private static func listed(_ value: UInt32) -> GraphemeClass? {
    switch value {
    case 0x20...0x7E: .other
    case 0x0D: .carriageReturn
    case 0x0A: .lineFeed
    case 0x200C: .nonJoiner
    case 0x200D: .joiner
    case 0xE33, 0xEB3: .spacingMark
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD, 0x111C2...0x111C3, 0x113D1, 0x1193F, 0x11941, 0x11A3A,
      0x11A84...0x11A89, 0x11D46, 0x11F02:
      .prepend
    case 0x1F1E6...0x1F1FF: .regionalIndicator
    case 0x1100...0x115F, 0xA960...0xA97C: .leading
    case 0x1160...0x11A7, 0xD7B0...0xD7C6, 0x16D63, 0x16D67...0x16D6A: .vowel
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: .trailing
    case 0xAC00...0xD7A3: (value - 0xAC00) % 28 == 0 ? .openSyllable : .closedSyllable
    default: isLinker(value) ? .linker : isConsonant(value) ? .consonant : isPictographic(value) ? .pictographic : nil
    }
  }

  private static func isLinker(_ value: UInt32) -> Bool {
    switch value {
    case 0x94D, 0x9CD, 0xACD, 0xB4D, 0xC4D, 0xD4D: true
    default: false
    }
  }

  private static func isConsonant(_ value: UInt32) -> Bool {
    switch value {
    case 0x915...0x939, 0x958...0x95F, 0x978...0x97F,  // Devanagari
      0x995...0x9A8, 0x9AA...0x9B0, 0x9B2, 0x9B6...0x9B9, 0x9DC...0x9DD, 0x9DF, 0x9F0...0x9F1,  // Bengali
      0xA95...0xAA8, 0xAAA...0xAB0, 0xAB2...0xAB3, 0xAB5...0xAB9, 0xAF9,  // Gujarati
      0xB15...0xB28, 0xB2A...0xB30, 0xB32...0xB33, 0xB35...0xB39, 0xB5C...0xB5D, 0xB5F, 0xB71,  // Oriya
      0xC15...0xC28, 0xC2A...0xC39, 0xC58...0xC5A,  // Telugu
      0xD15...0xD3A:  // Malayalam
      true
    default: false
    }
  }

  private static func isPictographic(_ value: UInt32) -> Bool {
    switch value {
    case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x2194...0x2199, 0x21A9...0x21AA, 0x231A...0x231B, 0x2328, 0x2388, 0x23CF,
      0x23E9...0x23F3, 0x23F8...0x23FA, 0x24C2, 0x25AA...0x25AB, 0x25B6, 0x25C0, 0x25FB...0x25FE, 0x2600...0x2605, 0x2607...0x2612,
      0x2614...0x2685, 0x2690...0x2705, 0x2708...0x2712, 0x2714, 0x2716, 0x271D, 0x2721, 0x2728, 0x2733...0x2734, 0x2744, 0x2747, 0x274C,
      0x274E, 0x2753...0x2755, 0x2757, 0x2763...0x2767, 0x2795...0x2797, 0x27A1, 0x27B0, 0x27BF, 0x2934...0x2935, 0x2B05...0x2B07,
      0x2B1B...0x2B1C, 0x2B50, 0x2B55, 0x3030, 0x303D, 0x3297, 0x3299, 0x1F000...0x1F0FF, 0x1F10D...0x1F10F, 0x1F12F, 0x1F16C...0x1F171,
      0x1F17E...0x1F17F, 0x1F18E, 0x1F191...0x1F19A, 0x1F1AD...0x1F1E5, 0x1F201...0x1F20F, 0x1F21A, 0x1F22F, 0x1F232...0x1F23A,
      0x1F23C...0x1F23F, 0x1F249...0x1F3FA, 0x1F400...0x1F53D, 0x1F546...0x1F64F, 0x1F680...0x1F6FF, 0x1F774...0x1F77F, 0x1F7D5...0x1F7FF,
      0x1F80C...0x1F80F, 0x1F848...0x1F84F, 0x1F85A...0x1F85F, 0x1F888...0x1F88F, 0x1F8AE...0x1F8FF, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
      0x1F947...0x1FAFF, 0x1FC00...0x1FFFD:
      true
    default: false
    }
  }
}
