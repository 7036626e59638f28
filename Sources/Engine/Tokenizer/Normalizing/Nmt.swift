/// The normalizer Nmt, which drops control characters, and turns other ones and invisible ones into U+0020.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/unicode.rs
struct Nmt: Normalizer, Equatable {
  func normalize(_ text: inout NormalizedText) {
    text.changeScalars {
      Self.isDropped($0.value) || Self.isSpace($0.value)
    } _: { scalar, origin, output in
      if Self.isSpace(scalar.value) { output.append(0x20, from: origin) }
    }
  }

  private static func isDropped(_ value: UInt32) -> Bool {
    switch value {
    case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: true
    default: false
    }
  }

  private static func isSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: true
    default: false
    }
  }
}
