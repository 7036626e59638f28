import Support

/// The templates in tokenizer.json's `post_processor`.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/processors/template.rs
struct SavedPostProcessor {
  let single: TokenTemplate
  /// Nil where the template of pairs is not supported: it has no special token at the beginning or none at the end.
  let pair: TokenTemplate?

  /// Reads the post-processor.
  /// - Throws: `EngineError` that names the post-processor where single texts would have other special tokens than one before and one
  ///   behind.
  init(_ files: TokenizerFiles, _ tokenizer: JSONValue) throws {
    let file = files.path("tokenizer.json")
    func refusal(_ what: String) -> EngineError {
      EngineError("\(file): post_processor \(what) is not supported: each text needs one special token before it and one behind it")
    }
    var saved = tokenizer["post_processor"] ?? .null
    // A sequence of one post-processor is this post-processor.
    while saved["type"]?.string == "Sequence", let parts = saved["processors"]?.array, parts.count == 1 { saved = parts[0] }
    guard saved != .null else { throw refusal("null, which adds no special tokens,") }
    let type = saved["type"]?.string ?? ""
    switch type {
    case "BertProcessing":
      guard let classID = Self.id(saved["cls"]?.array?.last), let separatorID = Self.id(saved["sep"]?.array?.last) else {
        throw EngineError(
          "\(file): post_processor 'BertProcessing' has no ids of 'cls' and 'sep'; save the tokenizer again", kind: .damaged)
      }
      single = .bert(classID, separatorID)
      pair = .bertPair(classID, separatorID)
    case "TemplateProcessing":
      guard let template = Self.template(saved["single"], saved["special_tokens"]), template.secondType == nil,
        template.before.count == 1, template.between.count == 1
      else { throw refusal("'TemplateProcessing' with this template of single texts") }
      single = template
      pair = Self.template(saved["pair"], saved["special_tokens"]).flatMap { $0.after.isEmpty ? nil : $0 }
    default:
      throw EngineError(
        "\(file): post_processor of type '\(type.prefix(80))' is not supported; only 'TemplateProcessing' and 'BertProcessing' are")
    }
  }

  private static func id(_ value: JSONValue?) -> Int32? { value?.integer.flatMap { Int32(exactly: $0) } }

  /// A template with a special token before the first text; nil for other templates.
  private static func template(_ parts: JSONValue?, _ tokens: JSONValue?) -> TokenTemplate? {
    var specials: [[TokenTemplate.Special]] = [[], [], []]
    var types: [UInt8] = []
    for part in parts?.array ?? [] {
      let value = part["Sequence"] ?? part["SpecialToken"]
      guard let type = (value?["type_id"]?.integer).flatMap({ UInt8(exactly: $0) }), let name = value?["id"]?.string else { return nil }
      if part["Sequence"] != nil {
        guard types.count < 2, name == ["A", "B"][types.count] else { return nil }
        types.append(type)
      } else {
        guard let ids = tokens?[name]?["ids"]?.array, ids.count == 1, let id = id(ids[0]) else { return nil }
        specials[types.count].append(TokenTemplate.Special(id: id, type: type))
      }
    }
    guard let firstType = types.first, !specials[0].isEmpty else { return nil }
    return TokenTemplate(
      before: specials[0], firstType: firstType, between: specials[1], secondType: types.count > 1 ? types[1] : nil, after: specials[2])
  }
}
