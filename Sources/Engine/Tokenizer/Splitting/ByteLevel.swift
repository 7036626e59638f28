import Support

/// Splits a text by GPT-2's expression, and writes its bytes with the printable characters of `ByteAlphabet`.
///
/// Mirrors `ByteLevel`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/byte_level.rs
struct ByteLevel: PreTokenizer {
  /// `add_prefix_space`: puts a space before each section, or word of an earlier step, that does not begin with U+0020.
  var addsPrefixSpace = true
  /// `use_regex`: splits by the expression.
  var usesPattern = true
  /// Whether the bytes stay as they are, for a model that knows the bytes of its pieces.
  var keepsBytes = false

  func split(_ text: inout NormalizedText, into words: inout [Range<Int>]) {
    if addsPrefixSpace { addPrefixSpaces(to: &text, &words) }
    if usesPattern {
      var matches: [Range<Int>] = []
      // English words with their space have some five bytes.
      matches.reserveCapacity(text.bytes.count / 4 + 4)
      for word in words { GPT2Pattern().appendMatches(in: text.bytes, word, to: &matches) }
      words = matches
    }
    if !keepsBytes { spell(&text, &words) }
  }

  /// The space has the origin of the character behind it.
  private func addPrefixSpaces(to text: inout NormalizedText, _ words: inout [Range<Int>]) {
    guard words.contains(where: { text.bytes[$0.lowerBound] != 0x20 }) else { return }
    var changed = NormalizedText()
    changed.reserve(text.bytes.count + words.count)
    words = words.map { word in
      let start = changed.bytes.count
      if text.bytes[word.lowerBound] != 0x20 { changed.append(0x20, from: text.origins[word.lowerBound]) }
      changed.append(text, word)
      return start..<changed.bytes.count
    }
    text = changed
  }

  /// Each character of a byte has the origin of the byte.
  private func spell(_ text: inout NormalizedText, _ words: inout [Range<Int>]) {
    var changed = NormalizedText()
    changed.reserve(text.bytes.count * 5 / 4)
    words = words.map { word in
      let start = changed.bytes.count
      for index in word {
        for byte in ByteAlphabet.encoded[Int(text.bytes[index])] { changed.append(byte, from: text.origins[index]) }
      }
      return start..<changed.bytes.count
    }
    text = changed
  }
}

extension ByteLevel {
  /// Reads the options of a `ByteLevel` pre-tokenizer.
  /// - Throws: `EngineError` where one is of a wrong type.
  init(_ json: JSONValue, file: String) throws {
    self.init(
      addsPrefixSpace: try json.flag("add_prefix_space", file: file) ?? true, usesPattern: try json.flag("use_regex", file: file) ?? true)
  }
}
