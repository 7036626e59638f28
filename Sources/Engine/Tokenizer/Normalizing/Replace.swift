import Support

/// The normalizer Replace, which replaces each match of a pattern by a string. The string has the place of the match's last scalar.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/replace.rs
struct Replace: Normalizer, Equatable {
  enum Pattern: Equatable {
    /// A string in UTF-8; not empty.
    case string([UInt8])
    case regex(RepeatedScalar)
  }

  let pattern: Pattern
  /// What takes a match's place, in UTF-8.
  let content: [UInt8]

  func normalize(_ text: inout NormalizedText) {
    let bytes = text.bytes
    guard var match = firstMatch(in: bytes, from: 0) else { return }
    var image: [UInt8] = []
    var origins: [Int32] = []
    image.reserveCapacity(bytes.count)
    origins.reserveCapacity(bytes.count)
    var copied = 0
    while true {
      image += bytes[copied..<match.lowerBound]
      origins += text.origins[copied..<match.lowerBound]
      image += content
      origins += repeatElement(text.origins[match.upperBound - 1], count: content.count)
      copied = match.upperBound
      guard let next = firstMatch(in: bytes, from: copied) else { break }
      match = next
    }
    text = NormalizedText(bytes: image + bytes[copied...], origins: origins + text.origins[copied...])
  }

  /// The leftmost match that begins at `start` or behind it.
  private func firstMatch(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    switch pattern {
    case .string(let string):
      var position = start
      while position + string.count <= bytes.count {
        if bytes[position] == string[0], bytes[position..<position + string.count].elementsEqual(string) {
          return position..<position + string.count
        }
        position += 1
      }
      return nil
    case .regex(let regex): return regex.firstMatch(in: bytes, from: start)
    }
  }
}

extension Replace {
  /// Reads a `Replace` of tokenizer.json.
  /// - Throws: `EngineError` where the pattern is missing, or is an expression of a kind that is not supported.
  init(_ json: JSONValue, file: String) throws {
    guard let content = try json.text("content", file: file), let pattern = json["pattern"] else {
      throw EngineError("\(file): normalizer 'Replace' has no 'pattern' or no 'content'; save the tokenizer again", kind: .damaged)
    }
    if let expression = try pattern.text("Regex", file: file) {
      guard let regex = RepeatedScalar(expression) else {
        throw EngineError(
          "\(file): normalizer 'Replace' with the expression '\(expression.prefix(80))' is not supported; one character or one of a set, "
            + "repeated, is, such as ' {2,}' and '[\\r\\n]+'")
      }
      self.init(pattern: .regex(regex), content: Array(content.utf8))
    } else {
      guard let string = try pattern.text("String", file: file), !string.isEmpty else {
        throw EngineError("\(file): normalizer 'Replace' has no string to look for; save the tokenizer again", kind: .damaged)
      }
      self.init(pattern: .string(Array(string.utf8)), content: Array(content.utf8))
    }
  }
}
