import Support

extension BertNormalizer {
  /// Reads a `BertNormalizer` of tokenizer.json.
  /// - Throws: `EngineError` where an option is of a wrong type.
  init(_ json: JSONValue, file: String) throws {
    let lowercases = try json.flag("lowercase", file: file) ?? true
    self.init(
      cleansText: try json.flag("clean_text", file: file) ?? true,
      separatesChinese: try json.flag("handle_chinese_chars", file: file) ?? true,
      stripsAccents: try json.flag("strip_accents", file: file) ?? lowercases, lowercases: lowercases)
  }

  /// The normalizer in the form of tokenizer.json.
  var json: JSONValue {
    .object([
      JSONValue.Member(key: "type", value: .string("BertNormalizer")), JSONValue.Member(key: "clean_text", value: .bool(cleansText)),
      JSONValue.Member(key: "handle_chinese_chars", value: .bool(separatesChinese)),
      JSONValue.Member(key: "strip_accents", value: .bool(stripsAccents)), JSONValue.Member(key: "lowercase", value: .bool(lowercases)),
    ])
  }
}

extension TokenizerSettings {
  /// The normalizer of a class like BERT's, with the class' options.
  /// - Throws: `EngineError` where an option is of a wrong type.
  func bertNormalizer(cleansText: Bool) throws -> BertNormalizer {
    for key in ["do_lower_case", "tokenize_chinese_chars"] where self[key] == .null {
      throw EngineError(
        "\(path("tokenizer_config.json")): '\(key)' is null, which transformers refuses, too: write true or false, or leave it out for true"
      )
    }
    let lowercases = try flag("do_lower_case") ?? true
    return BertNormalizer(
      cleansText: cleansText, separatesChinese: try flag("tokenize_chinese_chars") ?? true,
      stripsAccents: try flag("strip_accents") ?? lowercases, lowercases: lowercases)
  }
}
