/// The normalizer StripAccents, which removes all marks: general category M, as of Unicode 9.0.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/strip.rs
struct StripAccents: Normalizer, Equatable {
  func normalize(_ text: inout NormalizedText) {
    if text.isASCII { return }
    text.changeScalars(where: Self.isMark) { _, _, _ in }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x300 { return false }
    switch (scalar.value, scalar.properties.generalCategory) {
    // Their categories have changed since.
    case (0x1CF2...0x1CF3, _): return true
    case (0x111C9, _): return false
    case (_, .nonspacingMark), (_, .spacingMark), (_, .enclosingMark): return ScalarTraits.isAssigned(scalar, inUnicode: 9)
    default: return false
    }
  }
}
