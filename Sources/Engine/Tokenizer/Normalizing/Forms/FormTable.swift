import Foundation

/// What Unicode's normalization forms need to know of each scalar: its full decomposition, its combining class, and what it composes with.
///
/// The reference's tables are those of Unicode 9.0 (crate unicode-normalization-alignments). Here they come from Foundation, whose tables
/// are newer, without scalars that are younger; decompositions of older ones are fixed for ever:
/// https://www.unicode.org/policies/stability_policy.html#Normalization
struct FormTable: Sendable {
  /// The tables of NFD and NFC.
  static let canonical = FormTable { $0.decomposedStringWithCanonicalMapping }
  /// The tables of NFKD and NFKC.
  static let compatibility = FormTable { $0.decomposedStringWithCompatibilityMapping }

  /// For each scalar, an `Entry`.
  private var entries = ScalarMap()
  /// All decompositions, one behind the other.
  private var parts: [Unicode.Scalar] = []

  /// What the table has of one scalar.
  struct Entry {
    fileprivate static let composes: UInt32 = 1 << 8
    fileprivate static let isStable: UInt32 = 1 << 9

    /// Bits 0 to 7: combining class. Bit 8: may compose with a scalar before it. Bit 9: stays in composed text. Bits 10 to 14: number of
    /// the decomposition's scalars. Bits 15 to 31: index of the first one.
    fileprivate let bits: UInt32

    /// The canonical combining class, by which neighbouring marks are ordered; 0 for a scalar that stays in place.
    var combiningClass: UInt8 { UInt8(truncatingIfNeeded: bits) }
    /// Whether decomposed text keeps this scalar, and no other one moves across it.
    var staysInDecomposedText: Bool { bits & ~Self.isStable & ~Self.composes == 0 }
    /// Whether composed text keeps this scalar, unless it composes with one behind it.
    var staysInComposedText: Bool { bits == 0 || bits & Self.isStable != 0 }

    fileprivate var partCount: Int { Int(bits >> 10 & 0x1F) }
    fileprivate var firstPart: Int { Int(bits >> 15) }
  }

  /// The blocks in which a scalar has a decomposition or a combining class in Unicode 9.0, apart from Hangul syllables.
  private static let blocks: [ClosedRange<UInt32>] = [
    0xA0...0x33FF, 0xA640...0xABFF, 0xF900...0x11FFF, 0x16A00...0x16FFF, 0x1BC00...0x1BCFF, 0x1D000...0x1F2FF, 0x2F800...0x2FA1F,
  ]

  private init(decompose: (String) -> String) {
    let scalars = Self.blocks.joined().compactMap(Unicode.Scalar.init).filter { ScalarTraits.isAssigned($0, inUnicode: 9) }
    // One call changes all scalars together, one on each line: a call for each scalar takes a hundred times as long.
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(contentsOf: [scalar, "\n"]) }
    let decomposedText = decompose(String(text))
    let decomposed = decomposedText.unicodeScalars.split(separator: "\n")
    let composed = decomposedText.precomposedStringWithCanonicalMapping.unicodeScalars.split(separator: "\n")
    precondition(decomposed.count == scalars.count && composed.count == scalars.count, "a decomposition has a line end")
    for (index, scalar) in scalars.enumerated() {
      var bits = UInt32(CanonicalDecomposition.combiningClass(of: scalar))
      if Composition.secondScalars.contains(scalar) { bits |= Entry.composes }
      if !decomposed[index].elementsEqual(CollectionOfOne(scalar)) {
        bits |= UInt32(parts.count) << 15 | UInt32(decomposed[index].count) << 10
        parts += decomposed[index]
        if composed[index].elementsEqual(CollectionOfOne(scalar)), bits & 0x1FF == 0 { bits |= Entry.isStable }
      }
      if bits != 0 { entries[scalar.value] = bits }
    }
    // Vowels and trailing consonants of Hangul compose with what is before them.
    for value in Hangul.vowels.lowerBound..<Hangul.trailing.upperBound { entries[value] |= Entry.composes }
  }

  /// What the table has of `scalar`.
  subscript(scalar: Unicode.Scalar) -> Entry {
    if Hangul.syllables.contains(scalar.value) { return Entry(bits: Entry.isStable | 1 << 10) }
    return Entry(bits: entries[scalar.value])
  }

  /// Calls `body` with each scalar of the full decomposition, which is `scalar` itself where it has none.
  func decompose(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    if Hangul.syllables.contains(scalar.value) {
      Hangul.decomposition(of: scalar).forEach(body)
      return
    }
    let entry = self[scalar]
    if entry.partCount == 0 {
      body(scalar)
    } else {
      parts[entry.firstPart..<entry.firstPart + entry.partCount].forEach(body)
    }
  }
}
