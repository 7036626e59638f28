import Foundation

/// Canonical decomposition (NFD) scalar by scalar, as of Unicode 9.0 (see `ScalarTraits`).
///
/// The standard library decomposes whole strings only, and the tokenizer must know which scalar each part came from.
enum CanonicalDecomposition {
  /// The full decomposition of `scalar`, or nil where it is its own.
  static func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    switch scalar.value {
    case ..<latin.lowerBound: nil
    case hangulSyllables: hangul(scalar.value - hangulSyllables.lowerBound)
    case latin: latinMappings[scalar.value]
    case marks: marksMappings[scalar.value]
    default: mappings[scalar.value]
    }
  }

  /// The class by which neighbouring marks are ordered; 0 for what stays in its place.
  static func combiningClass(of scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.properties.canonicalCombiningClass.rawValue
    return value != 0 && ScalarTraits.isAssigned(scalar, inUnicode: 9) ? value : 0
  }

  private static let hangulSyllables: ClosedRange<UInt32> = 0xAC00...0xD7A3

  /// Section 3.12 of the Unicode standard: a leading consonant, a vowel and perhaps a trailing consonant.
  private static func hangul(_ index: UInt32) -> [Unicode.Scalar] {
    let (leading, vowel, trailing) = (0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28)
    return [leading, vowel, trailing].filter { $0 != 0x11A7 }.compactMap(Unicode.Scalar.init)
  }

  /// With the combining marks.
  private static let latin: Range<UInt32> = 0x00C0..<0x0370
  private static let marks: Range<UInt32> = 0x2000..<0x2070

  /// Where scalars with a decomposition lie, Hangul syllables apart.
  private static let blocks: [ClosedRange<UInt32>] = [
    0x00C0...0x33FF, 0xF900...0xFB4F, 0x11000...0x11FFF, 0x1D100...0x1D1FF, 0x2F800...0x2FA1F,
  ]

  // The whole takes 10 ms to make; most texts need these two parts only.
  private static let latinMappings = mappings(of: latin)
  private static let marksMappings = mappings(of: marks)
  private static let mappings = mappings(of: blocks.joined())

  /// One call decomposes all scalars together, a line each: a call for each takes a hundred times as long.
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
