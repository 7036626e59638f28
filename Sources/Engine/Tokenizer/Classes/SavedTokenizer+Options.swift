import Support

extension SavedTokenizer {
  /// The parts with the options that the constructor of a class sets in them.
  /// - Throws: `EngineError` where transformers fails, too: an option has a wrong type, or the part is a null.
  func set(by tokenizerClass: TokenizerClass, _ settings: TokenizerSettings) throws -> SavedTokenizer {
    var changed = self
    switch tokenizerClass.family.options {
    case .none: break
    case .bert, .mpnet: changed.normalizer = try bertNormalizer(tokenizerClass, settings)
    case .deberta: try changed.setPrefixSpace(tokenizerClass, settings)
    case .roberta:
      let addsSpace = try changed.setPrefixSpace(tokenizerClass, settings)
      let trims = try settings.required("trim_offsets", default: true)
      guard ["RobertaProcessing", "ByteLevel"].contains(postProcessor["type"]?.string) else { break }
      changed.postProcessor = postProcessor.with("add_prefix_space", .bool(addsSpace)).with("trim_offsets", .bool(trims))
    }
    return changed
  }

  /// The normalizer with the class' options, which are those of a `BertNormalizer` that stands by itself.
  private func bertNormalizer(_ tokenizerClass: TokenizerClass, _ settings: TokenizerSettings) throws -> JSONValue {
    try refuseNull(normalizer, "normalizer", tokenizerClass)
    guard try SavedNormalizer.type(of: normalizer, file: file) == "BertNormalizer" else { return normalizer }
    let own = try BertNormalizer(normalizer, file: file)
    var changed = try settings.bertNormalizer(cleansText: own.cleansText)
    if case .mpnet = tokenizerClass.family.options { changed.separatesChinese = own.separatesChinese }
    return changed.json
  }

  @discardableResult
  private mutating func setPrefixSpace(_ tokenizerClass: TokenizerClass, _ settings: TokenizerSettings) throws -> Bool {
    try refuseNull(preTokenizer, "pre_tokenizer", tokenizerClass)
    let addsSpace = try settings.required("add_prefix_space", default: false)
    if preTokenizer["type"]?.string == "ByteLevel" { preTokenizer = preTokenizer.with("add_prefix_space", .bool(addsSpace)) }
    return addsSpace
  }

  private func refuseNull(_ part: JSONValue, _ name: String, _ tokenizerClass: TokenizerClass) throws {
    guard part == .null else { return }
    throw EngineError(
      "\(file): \(name) null is not supported by the class '\(tokenizerClass.name)', which sets options of it; name the class "
        + "PreTrainedTokenizerFast in tokenizer_config.json if there is to be none")
  }
}

extension JSONValue {
  /// The object with another value under a key.
  func with(_ key: String, _ value: JSONValue) -> JSONValue {
    .object((members ?? []).filter { $0.key != key } + [Member(key: key, value: value)])
  }
}
