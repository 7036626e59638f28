import Foundation

/// Canonical decomposition (NFD) of single scalars, as of Unicode 9.0 (see `ScalarTraits`).
///
/// The standard library decomposes whole strings only, but the tokenizer needs the origin of each part.
enum CanonicalDecomposition {
  /// The full decomposition of `scalar`; nil where it does not decompose.
  static func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    switch scalar.value {
    case ..<latin.lowerBound: nil
    case hangulSyllables: hangul(scalar.value - hangulSyllables.lowerBound)
    case latin: latinMappings[scalar.value]
    case marks: marksMappings[scalar.value]
    default: mappings[scalar.value]
    }
  }

  /// The canonical combining class, by which neighbouring marks are ordered; 0 for a scalar that stays in place.
  static func combiningClass(of scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.properties.canonicalCombiningClass.rawValue
    return value != 0 && ScalarTraits.isAssigned(scalar, inUnicode: 9) ? value : 0
  }

  private static let hangulSyllables: ClosedRange<UInt32> = 0xAC00...0xD7A3

  /// Decomposition of a Hangul syllable (Unicode standard, section 3.12): a leading consonant, a vowel and perhaps a trailing consonant.
  private static func hangul(_ index: UInt32) -> [Unicode.Scalar] {
    let (leading, vowel, trailing) = (0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28)
    return [leading, vowel, trailing].filter { $0 != 0x11A7 }.compactMap(Unicode.Scalar.init)
  }

  /// Accented Latin letters, and the combining marks.
  private static let latin: Range<UInt32> = 0x00C0..<0x0370
  private static let marks: Range<UInt32> = 0x2000..<0x2070

  /// Blocks of all other scalars with a decomposition, except Hangul syllables.
  private static let blocks: [ClosedRange<UInt32>] = [
    0x00C0...0x33FF, 0xF900...0xFB4F, 0x11000...0x11FFF, 0x1D100...0x1D1FF, 0x2F800...0x2FA1F,
  ]

  // The full table takes 10 ms to make; most texts need only these two parts.
  private static let latinMappings = mappings(of: latin)
  private static let marksMappings = mappings(of: marks)
  private static let mappings = mappings(of: blocks.joined())

  /// One call decomposes all scalars together, one on each line: a call for each scalar takes a hundred times as long.
  private static func mappings(of values: some Sequence<UInt32>) -> [UInt32: [Unicode.Scalar]] {
    let scalars = values.compactMap(Unicode.Scalar.init).filter { ScalarTraits.isAssigned($0, inUnicode: 9) }
    var lines = String.UnicodeScalarView()
    for scalar in scalars { lines.append(contentsOf: [scalar, "\n"]) }
    let parts = String(lines).decomposedStringWithCanonicalMapping.unicodeScalars.split(separator: "\n")
    precondition(parts.count == scalars.count, "\(scalars.count) scalars gave \(parts.count) decompositions")
    var mappings: [UInt32: [Unicode.Scalar]] = [:]
    for (scalar, part) in zip(scalars, parts) where !part.elementsEqual(CollectionOfOne(scalar)) {
      mappings[scalar.value] = Array(part)
    }
    return mappings
  }
}
