import Support

/// The `pre_tokenizer` of tokenizer.json: the choice among the pre-tokenizers, by `type`.
enum SavedPreTokenizer {
  /// Makes the pre-tokenizer.
  /// - Parameters:
  ///   - json: The object, or a null.
  ///   - file: The file's path, for messages.
  /// - Returns: Nil where the step is left out: then each section is one word. A sequence of one step is this step.
  /// - Throws: `EngineError` that names a type that is not supported.
  static func read(_ json: JSONValue, file: String) throws -> (any PreTokenizer)? {
    json == .null ? nil : try step(json, file: file)
  }

  private static func step(_ json: JSONValue, file: String) throws -> (any PreTokenizer)? {
    switch try json.partType("pre_tokenizer", file: file) {
    case "Sequence":
      let steps = joined(try json.steps("pretokenizers", file: file).compactMap { try step($0, file: file) })
      return steps.count > 1 ? PreTokenizerSequence(steps: steps) : steps.first
    case "BertPreTokenizer": return BertPreTokenizer()
    case "Metaspace": return try Metaspace(json, file: file)
    case "WhitespaceSplit": return BertPreTokenizer(boundaries: .isWhitespace)
    case "Punctuation" where ["Isolated", nil].contains(json["behavior"]?.string):
      return BertPreTokenizer(boundaries: .isPunctuation)
    case "Punctuation": return try Split.punctuation(json, file: file)
    case "Whitespace": return Split.whitespace
    case "Digits": return try Split.digits(json, file: file)
    case "CharDelimiterSplit": return try Split.delimiter(json, file: file)
    case "Split": return try Split(json, file: file)
    case "ByteLevel": return try ByteLevel(json, file: file)
    case let type: throw EngineError("\(file): pre_tokenizer of type '\(type.prefix(80))' is not supported; \(supported) are")
    }
  }

  private static let supported =
    "'BertPreTokenizer', 'ByteLevel', 'CharDelimiterSplit', 'Digits', 'Metaspace', "
    + "'Punctuation', 'Sequence', 'Split', 'Whitespace' and 'WhitespaceSplit'"

  /// Neighbouring steps that split at single characters are one step.
  private static func joined(_ steps: [any PreTokenizer]) -> [any PreTokenizer] {
    steps.reduce(into: []) { joined, step in
      if let last = joined.last as? BertPreTokenizer, let next = step as? BertPreTokenizer {
        joined[joined.count - 1] = BertPreTokenizer(boundaries: last.boundaries.union(next.boundaries))
      } else {
        joined.append(step)
      }
    }
  }
}
