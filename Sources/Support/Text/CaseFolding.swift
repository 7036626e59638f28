/// Case folding of scalars, as `--contains` compares them.
///
/// The folded scalar is the lower case of the upper case; a mapping from one scalar to several is not applied. So É and é are equal, Σ, σ
/// and ς, s and ſ, i and ı; ß and SS are not. Texts are in normalization form C before they are folded.
struct CaseFolding {
  /// Folded scalars of the Basic Multilingual Plane, filled on demand: looking up a mapping takes a hundred times as long.
  private var known = [UInt32](repeating: Self.unknown, count: 0x10000)
  private static let unknown = UInt32.max

  /// The folded scalar. Numbers that are no scalars are returned unchanged.
  mutating func fold(_ scalar: UInt32) -> UInt32 {
    guard scalar < 0x10000 else { return Self.folded(scalar) }
    let folded = known[Int(scalar)]
    if folded != Self.unknown { return folded }
    known[Int(scalar)] = Self.folded(scalar)
    return known[Int(scalar)]
  }

  private static func folded(_ number: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(number) else { return number }
    let upper = single(scalar.properties.uppercaseMapping) ?? scalar
    return (single(upper.properties.lowercaseMapping) ?? upper).value
  }

  private static func single(_ mapped: String) -> Unicode.Scalar? {
    let scalars = mapped.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}
