import Support

/// The `post_processor` of tokenizer.json: templates, and what becomes of the offsets.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/processors/mod.rs
struct SavedPostProcessor {
  /// The options of `OffsetTrimming`.
  struct Trimming: Equatable {
    /// `add_prefix_space`
    let addsPrefixSpace: Bool
  }

  let single: TokenTemplate
  /// Nil where the template of pairs is not supported: it has no special token at the beginning or none at the end.
  let pair: TokenTemplate?
  /// How spaces are taken off the offsets; nil where they stay.
  let trimming: Trimming?

  /// Reads the post-processor.
  /// - Throws: `EngineError` that names the post-processor where single texts would have other special tokens than one before and one
  ///   behind.
  init(_ json: JSONValue, file: String) throws {
    var templates: [(single: TokenTemplate, pair: TokenTemplate?)] = []
    var trimming: Trimming?
    for step in Self.steps(json) {
      switch step["type"]?.string ?? "" {
      case "BertProcessing":
        let (classID, separatorID) = try Self.ids(step, "BertProcessing", file)
        templates.append((.bert(classID, separatorID), .bertPair(classID, separatorID)))
      case "RobertaProcessing":
        let (classID, separatorID) = try Self.ids(step, "RobertaProcessing", file)
        templates.append((.bert(classID, separatorID), .robertaPair(classID, separatorID)))
        trimming = try Self.trimming(step, "RobertaProcessing", file) ?? trimming
      case "ByteLevel": trimming = try Self.trimming(step, "ByteLevel", file) ?? trimming
      case "TemplateProcessing":
        guard let single = Self.template(step["single"], step["special_tokens"]), single.secondType == nil, single.before.count == 1,
          single.between.count == 1
        else { throw Self.refusal("'TemplateProcessing' with this template of single texts", file) }
        let pair = Self.template(step["pair"], step["special_tokens"]).flatMap { $0.after.isEmpty ? nil : $0 }
        templates.append((single, pair))
      case let type: throw EngineError("\(file): post_processor of type '\(type.prefix(80))' is not supported; \(Self.supported) are")
      }
    }
    guard let template = templates.first else {
      throw Self.refusal(json == .null ? "null, which adds no special tokens," : "without a template", file)
    }
    guard templates.count == 1 else { throw Self.refusal("with \(templates.count) templates", file) }
    (single, pair) = template
    self.trimming = trimming
  }

  private static let supported = "'TemplateProcessing', 'BertProcessing', 'RobertaProcessing', 'ByteLevel' and 'Sequence'"

  private static func refusal(_ what: String, _ file: String) -> EngineError {
    EngineError("\(file): post_processor \(what) is not supported: each text needs one special token before it and one behind it")
  }

  private static func steps(_ saved: JSONValue) -> [JSONValue] {
    if saved == .null { return [] }
    guard saved["type"]?.string == "Sequence" else { return [saved] }
    return (saved["processors"]?.array ?? []).flatMap(steps)
  }

  /// The ids of the first special token and of the last one.
  private static func ids(_ step: JSONValue, _ type: String, _ file: String) throws -> (classID: Int32, separatorID: Int32) {
    guard let classID = id(step["cls"]?.array?.last), let separatorID = id(step["sep"]?.array?.last) else {
      throw EngineError("\(file): post_processor '\(type)' has no ids of 'cls' and 'sep'; save the tokenizer again", kind: .damaged)
    }
    return (classID, separatorID)
  }

  private static func trimming(_ step: JSONValue, _ type: String, _ file: String) throws -> Trimming? {
    guard let trims = try step.flag("trim_offsets", file: file), let addsSpace = try step.flag("add_prefix_space", file: file) else {
      throw EngineError(
        "\(file): post_processor '\(type)' has no 'trim_offsets' and 'add_prefix_space'; save the tokenizer again", kind: .damaged)
    }
    return trims ? Trimming(addsPrefixSpace: addsSpace) : nil
  }

  private static func id(_ value: JSONValue?) -> Int32? { value?.integer.flatMap { Int32(exactly: $0) } }

  /// Upper bound of the parts of a template.
  private static let maximumParts = 256

  /// A template with a special token before the first text; nil for other templates.
  private static func template(_ parts: JSONValue?, _ tokens: JSONValue?) -> TokenTemplate? {
    guard (parts?.array?.count ?? 0) <= maximumParts else { return nil }
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
