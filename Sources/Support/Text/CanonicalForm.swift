import Foundation

/// Unicode's normalization form C, in which canonically equal texts have the same scalars: é is one scalar, however it was spelled.
///
/// Names of words are in this form, and `--contains` compares in it.
public enum CanonicalForm {
  /// `text` in form C; most texts are returned unchanged.
  public static func of(_ text: String) -> String {
    isForm(text.utf8) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// Whether UTF-8 is certainly in form C: it holds no scalar that may have to change or to move.
  ///
  /// The quick check of Unicode Standard Annex 15, section 9. Invalid UTF-8 gives either answer, but is never read beyond its end.
  @inlinable
  public static func isForm(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable { isForm($0) } ?? Array(bytes).withUnsafeBufferPointer(isForm)
  }

  @usableFromInline
  static func isForm(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Every text of scalars below U+0300 is in form C; the first byte of U+0300 is 0xCC.
    guard let start = bytes.firstIndex(where: { $0 >= 0xCC }) else { return true }
    var scalars = UTF8Scalars(bytes[start...])
    var last: UInt8 = 0
    while let number = scalars.next() {
      let order = isInert(number) ? 0 : combiningClass(of: number)
      if order == mayChange || (order != 0 && order < last) { return false }
      last = order
    }
    return true
  }

  /// Whether a scalar neither changes, nor moves, nor composes with the scalar before it, so that the texts on both sides of it can be
  /// normalized apart.
  static func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
    if isInert(scalar.value) { return true }
    // Three Tibetan vowels have class 0, but decompose into marks of other classes.
    return !mayCompose(scalar.value) && scalar.properties.canonicalCombiningClass == .notReordered
      && ![0xF73, 0xF75, 0xF81].contains(scalar.value)
  }

  /// A value above all combining classes, which are at most 240: the scalar may have to change.
  private static let mayChange = UInt8.max
  /// The most frequent scripts, whose classes are kept in a table: building it takes a millisecond, and a look-up of properties takes as
  /// long as a hundred scalars.
  private static let alphabets: Range<UInt32> = 0x300..<0x2200
  private static let classes = alphabets.map(classFromProperties)

  /// The canonical combining class of a scalar, 0 for a starter; `mayChange` where the scalar may have to change.
  private static func combiningClass(of scalar: UInt32) -> UInt8 {
    alphabets.contains(scalar) ? classes[Int(scalar - alphabets.lowerBound)] : classFromProperties(scalar)
  }

  private static func classFromProperties(_ number: UInt32) -> UInt8 {
    guard let scalar = Unicode.Scalar(number) else { return 0 }
    if mayCompose(number) || scalar.properties.isFullCompositionExclusion { return mayChange }
    return scalar.properties.canonicalCombiningClass.rawValue
  }

  /// Whether a scalar is of a frequent script without marks, so that its properties need not be looked up. It may begin a composition; then
  /// the second scalar of the composition is not inert.
  private static func isInert(_ scalar: UInt32) -> Bool {
    switch scalar {
    case ..<0x300, 0x390..<0x483, 0x48A..<0x530, 0x3041..<0x3097, 0x30A0..<0xA000, 0xAC00..<0xD7A4: true
    default: false
    }
  }

  /// Whether a scalar may compose with the scalar before it: the second scalars of canonical compositions (NFC_Quick_Check=Maybe).
  private static func mayCompose(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x304, 0x306...0x30C, 0x30F, 0x311, 0x313...0x314, 0x31B, 0x323...0x328, 0x32D...0x32E, 0x330...0x331, 0x338, 0x342, 0x345,
      0x653...0x655, 0x93C, 0x9BE, 0x9D7, 0xB3E, 0xB56...0xB57, 0xBBE, 0xBD7, 0xC56, 0xCC2, 0xCD5...0xCD6, 0xD3E, 0xD57, 0xDCA, 0xDCF,
      0xDDF,
      0x102E, 0x1161...0x1175, 0x11A8...0x11C2, 0x1B35, 0x3099...0x309A, 0x110BA, 0x11127, 0x1133E, 0x11357, 0x114B0, 0x114BA, 0x114BD,
      0x115AF, 0x11930:
      true
    default: false
    }
  }
}
