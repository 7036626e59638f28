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
    let lowercases = try required("do_lower_case", default: true)
    return BertNormalizer(
      cleansText: cleansText, separatesChinese: try required("tokenize_chinese_chars", default: true),
      stripsAccents: try flag("strip_accents") ?? lowercases, lowercases: lowercases)
  }
}
