import Support

/// The normalizer Strip, which removes white space (Unicode's White_Space) at the ends of a section.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/strip.rs
struct Strip: Normalizer, Equatable {
  /// `strip_left`
  let stripsLeft: Bool
  /// `strip_right`
  let stripsRight: Bool

  func normalize(_ text: inout NormalizedText) {
    var (start, end) = (0, text.bytes.count)
    while stripsLeft, start < end {
      let (scalar, length) = UTF8.scalar(in: text.bytes, at: start)
      guard scalar.properties.isWhitespace else { break }
      start += length
    }
    while stripsRight, start < end {
      let (scalar, length) = UTF8.scalar(in: text.bytes, endingAt: end)
      guard scalar.properties.isWhitespace else { break }
      end -= length
    }
    if end - start < text.bytes.count { text = text.part(start..<end) }
  }
}

extension Strip {
  /// Reads a `Strip` of tokenizer.json.
  /// - Throws: `EngineError` where an option is missing, or is no boolean.
  init(_ json: JSONValue, file: String) throws {
    guard let left = try json.flag("strip_left", file: file), let right = try json.flag("strip_right", file: file) else {
      throw EngineError("\(file): normalizer 'Strip' has no 'strip_left' or no 'strip_right'; save the tokenizer again", kind: .damaged)
    }
    self.init(stripsLeft: left, stripsRight: right)
  }
}
