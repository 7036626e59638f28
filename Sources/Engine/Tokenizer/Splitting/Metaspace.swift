import Support

/// Turns spaces into a mark, "▁", which also begins the text, and splits before each mark.
///
/// Mirrors https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/metaspace.rs
struct Metaspace: PreTokenizer, Equatable {
  /// Before which words that do not begin with a mark one is put: `prepend_scheme`.
  enum PrependScheme: String {
    /// Before every word of the step before, such as every section between two added tokens.
    case always
    /// Only before the word at the beginning of the original text.
    case first
    case never
  }

  /// The mark, `replacement`, in UTF-8.
  private let mark: [UInt8]
  private let scheme: PrependScheme
  /// Whether each mark begins a word.
  private let splits: Bool

  /// Creates the step.
  init(mark: Unicode.Scalar = "▁", scheme: PrependScheme = .always, splits: Bool = true) {
    self.mark = Array(String(mark).utf8)
    self.scheme = scheme
    self.splits = splits
  }

  /// Reads the pre-tokenizer of tokenizer.json, in the form of today or in the older one with `add_prefix_space`. `str_rep` is ignored.
  /// - Throws: `EngineError` where an option is of a wrong type, or `add_prefix_space` is false and `prepend_scheme` is not "never", as the
  ///   reference refuses it.
  init(_ json: JSONValue, file: String) throws {
    guard let replacement = json["replacement"]?.string?.unicodeScalars, replacement.count == 1, let mark = replacement.first else {
      throw EngineError("\(file): the 'replacement' of Metaspace is not one character; save the tokenizer again", kind: .damaged)
    }
    let name = try json.text("prepend_scheme", file: file)
    guard let scheme = PrependScheme(rawValue: name ?? "always") else {
      throw EngineError(
        "\(file): 'prepend_scheme' of Metaspace is '\(name?.prefix(80) ?? "")', not 'always', 'first' or 'never'; save the tokenizer again",
        kind: .damaged)
    }
    let addsPrefix = try json.flag("add_prefix_space", file: file)
    guard addsPrefix != false || scheme == .never else {
      throw EngineError(
        "\(file): 'add_prefix_space' of Metaspace is false and 'prepend_scheme' is '\(scheme)', which tokenizers 0.20 refuses; "
          + "set 'prepend_scheme' to 'never'")
    }
    self.init(mark: mark, scheme: scheme, splits: try json.flag("split", file: file) ?? true)
  }

  func split(_ text: inout NormalizedText, into words: inout [Range<Int>]) {
    var bytes: [UInt8] = []
    var origins: [Int32] = []
    bytes.reserveCapacity(text.bytes.count + text.bytes.count / 2 + mark.count)
    origins.reserveCapacity(text.bytes.count + text.bytes.count / 2 + mark.count)
    var marked: [Range<Int>] = []
    marked.reserveCapacity(text.bytes.count / 5 + words.count)
    for word in words {
      var start = bytes.count
      if !isMark(at: word.lowerBound, word.upperBound, text.bytes), prepends(text.origins[word.lowerBound]) {
        bytes.append(contentsOf: mark)
        origins.append(contentsOf: repeatElement(text.origins[word.lowerBound], count: mark.count))
      }
      for index in word {
        let byte = text.bytes[index]
        let isSpace = byte == 0x20
        if splits, bytes.count > start, isSpace || byte == mark[0] && isMark(at: index, word.upperBound, text.bytes) {
          marked.append(start..<bytes.count)
          start = bytes.count
        }
        if isSpace {
          bytes.append(contentsOf: mark)
          origins.append(contentsOf: repeatElement(text.origins[index], count: mark.count))
        } else {
          bytes.append(byte)
          origins.append(text.origins[index])
        }
      }
      marked.append(start..<bytes.count)
    }
    text = NormalizedText(bytes: bytes, origins: origins)
    words = marked
  }

  private func prepends(_ origin: Int32) -> Bool {
    switch scheme {
    case .always: true
    case .first: origin <= 0
    case .never: false
    }
  }

  /// Whether a space or the mark is at `index`, before `end`.
  private func isMark(at index: Int, _ end: Int, _ bytes: [UInt8]) -> Bool {
    bytes[index] == 0x20 || bytes[index..<end].starts(with: mark)
  }
}
