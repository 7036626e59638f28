/// The normalizer Lowercase: each scalar by itself becomes its lower case, so that a final sigma is an ordinary one.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/utils.rs
struct Lowercase: Normalizer, Equatable {
  func normalize(_ text: inout NormalizedText) {
    text.mapASCII { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    if text.isASCII { return }
    text.changeScalars {
      ScalarTraits.of($0).contains(.isUpperCase)
    } _: { scalar, origin, output in
      output.append(scalar, lowercased: true, from: origin)
    }
  }
}
