import Foundation

/// Canonical composition of two scalars, as of Unicode 9.0 (see `FormTable`).
enum Composition {
  /// The scalar that `first` and `second` compose to; nil where they do not.
  static func of(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    if first.value < 0x80, second.value < 0x300 { return nil }
    return Hangul.composition(of: first.value, second.value) ?? pairs[key(first, second)]
  }

  /// The scalars that compose with one before them, apart from those of Hangul.
  static let secondScalars = Set(pairs.keys.compactMap { Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) })

  private static func key(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 { UInt64(first.value) << 32 | UInt64(second.value) }

  /// Blocks of all scalars that NFC can make, except Hangul syllables.
  private static let blocks: [ClosedRange<UInt32>] = [0xC0...0x33FF, 0x11000...0x11FFF]

  private static let pairs: [UInt64: Unicode.Scalar] = {
    let scalars = blocks.joined().compactMap(Unicode.Scalar.init).filter { ScalarTraits.isAssigned($0, inUnicode: 9) }
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(contentsOf: [scalar, "\n"]) }
    let composed = String(text).precomposedStringWithCanonicalMapping.unicodeScalars.split(separator: "\n")
    // Scalars that composition does not change, by their full decompositions: those are the ones that it makes.
    var composites: [[Unicode.Scalar]: Unicode.Scalar] = [:]
    for (scalar, composed) in zip(scalars, composed) where composed.elementsEqual(CollectionOfOne(scalar)) {
      if let parts = CanonicalDecomposition.of(scalar) { composites[parts] = scalar }
    }
    var pairs: [UInt64: Unicode.Scalar] = [:]
    for (parts, scalar) in composites {
      let before = Array(parts.dropLast())
      guard let second = parts.last, let first = before.count == 1 ? before[0] : composites[before] else { continue }
      pairs[key(first, second)] = scalar
    }
    return pairs
  }()
}
