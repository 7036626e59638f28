import Support

/// The `normalizer` and `pre_tokenizer` of tokenizer.json.
///
/// A null leaves the step out, and a sequence of one step is this step.
enum SavedSplitting {
  /// The normalizer of the file.
  /// - Returns: The normalizer, without any effect for a null. `isBert` tells whether it is a `BertNormalizer` by itself, whose options a
  ///   tokenizer class may set.
  /// - Throws: `EngineError` that names an unsupported kind.
  static func normalizer(_ files: TokenizerFiles, _ tokenizer: JSONValue) throws -> (value: BertNormalizer, isBert: Bool) {
    let none = BertNormalizer(cleansText: false, separatesChinese: false, stripsAccents: false, lowercases: false)
    let saved = tokenizer["normalizer"] ?? .null
    let steps = steps(saved, "normalizers")
    guard let step = steps.first else { return (none, false) }
    let type = step["type"]?.string ?? "BertNormalizer"
    guard steps.count == 1, type == "BertNormalizer" else {
      throw refusal("normalizer", steps, files, expected: "BertNormalizer")
    }
    let lowercases = try files.flag("lowercase", in: step, of: "tokenizer.json") ?? true
    let normalizer = BertNormalizer(
      cleansText: try files.flag("clean_text", in: step, of: "tokenizer.json") ?? true,
      separatesChinese: try files.flag("handle_chinese_chars", in: step, of: "tokenizer.json") ?? true,
      stripsAccents: try files.flag("strip_accents", in: step, of: "tokenizer.json") ?? lowercases, lowercases: lowercases)
    return (normalizer, saved["type"]?.string != "Sequence")
  }

  /// The characters at which the pre-tokenizer splits a text into words.
  /// - Returns: White space, which is dropped, and punctuation, each mark of which is a word; or one of the two, or neither.
  /// - Throws: `EngineError` that names an unsupported kind.
  static func boundaries(_ files: TokenizerFiles, _ tokenizer: JSONValue) throws -> ScalarTraits {
    let steps = steps(tokenizer["pre_tokenizer"] ?? .null, "pretokenizers")
    return try steps.reduce(into: []) { boundaries, step in
      switch step["type"]?.string {
      case "BertPreTokenizer"?, nil: boundaries.formUnion([.isWhitespace, .isPunctuation])
      case "WhitespaceSplit"?: boundaries.insert(.isWhitespace)
      case "Punctuation"? where ["Isolated", nil].contains(step["behavior"]?.string): boundaries.insert(.isPunctuation)
      default: throw refusal("pre_tokenizer", steps, files, expected: "BertPreTokenizer")
      }
    }
  }

  private static func steps(_ saved: JSONValue, _ key: String) -> [JSONValue] {
    if saved == .null { return [] }
    guard saved["type"]?.string == "Sequence", let parts = saved[key]?.array else { return [saved] }
    return parts.flatMap { steps($0, key) }
  }

  private static func refusal(_ part: String, _ steps: [JSONValue], _ files: TokenizerFiles, expected: String) -> EngineError {
    let types = steps.map { $0["type"]?.string ?? "?" }.joined(separator: ", ").prefix(200)
    return EngineError(
      "\(files.path("tokenizer.json")): \(part) of type '\(types)' is not supported; only BERT's, '\(expected)', is")
  }
}
