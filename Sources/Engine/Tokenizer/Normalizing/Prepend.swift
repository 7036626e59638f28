import Support

/// The normalizer Prepend, which puts a string before a section that is not empty. The string has the place of the section's first scalar.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/prepend.rs
struct Prepend: Normalizer, Equatable {
  /// `prepend` in UTF-8; not empty.
  let prefix: [UInt8]

  func normalize(_ text: inout NormalizedText) {
    guard let first = text.origins.first else { return }
    text = NormalizedText(bytes: prefix + text.bytes, origins: repeatElement(first, count: prefix.count) + text.origins)
  }
}

extension Prepend {
  /// Reads a `Prepend` of tokenizer.json.
  /// - Throws: `EngineError` where it has no string to prepend.
  init(_ json: JSONValue, file: String) throws {
    guard let text = try json.text("prepend", file: file), !text.isEmpty else {
      throw EngineError("\(file): normalizer 'Prepend' has no string under 'prepend'; save the tokenizer again", kind: .damaged)
    }
    self.init(prefix: Array(text.utf8))
  }
}
