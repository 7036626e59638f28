import Foundation

/// How a tokenizer works, apart from its vocabulary.
///
/// Each option comes from tokenizer_config.json where that says something, else from tokenizer.json, else it is BERT's default. Truncation
/// and padding of tokenizer.json are ignored, as they are by Hugging Face's tokenizer classes.
struct TokenizerOptions: Equatable {
  var normalizer: BertNormalizer
  /// The token for words that cannot be put together: "[UNK]".
  var unknownToken: String
  /// The token before the text: "[CLS]".
  var classToken: String
  /// The token after each text: "[SEP]".
  var separatorToken: String
  /// `continuing_subword_prefix`: "##".
  var continuationPrefix: String
  /// `max_input_chars_per_word`: longer words are unknown.
  var maximumWordScalars: Int
  /// `model_max_length`; nil where absent or absurdly large.
  var modelMaxLength: Int?
  /// `truncation_side` is "left": the first tokens go.
  var truncatesLeft: Bool

  /// Transformers writes 10^30 where a model has no limit.
  private static let absurdLength = Double(Int32.max)

  /// Takes the options out of a model's files.
  /// - Throws: `EngineError` where they describe another kind of tokenizer, or have a value of the wrong type.
  init(_ files: TokenizerFiles) throws {
    try Self.requireBert(files)
    normalizer = try Self.normalizer(files)
    let model = files.tokenizer?["model"]
    unknownToken = try model?["unk_token"]?.string ?? files.specialToken("unk_token")?.content ?? "[UNK]"
    classToken = try files.specialToken("cls_token")?.content ?? "[CLS]"
    separatorToken = try files.specialToken("sep_token")?.content ?? "[SEP]"
    continuationPrefix = model?["continuing_subword_prefix"]?.string ?? "##"
    maximumWordScalars = try files.wordLength(model) ?? 100
    let length = (files.configuration?["model_max_length"] ?? files.configuration?["max_len"])?.number
    modelMaxLength = length.flatMap { $0 >= 1 && $0 < Self.absurdLength ? Int($0) : nil }
    truncatesLeft = files.configuration?["truncation_side"]?.string == "left"
  }

  private static func normalizer(_ files: TokenizerFiles) throws -> BertNormalizer {
    let saved = files.tokenizer?["normalizer"]
    func option(_ name: String, _ savedName: String) throws -> Bool? {
      try files.flag(name, in: files.configuration, of: "tokenizer_config.json")
        ?? files.flag(savedName, in: saved, of: "tokenizer.json")
    }
    let lowercases = try option("do_lower_case", "lowercase") ?? true
    // A null says that it follows lower case, which is something other than saying nothing.
    let stripsAccents: Bool? =
      if files.configuration?["strip_accents"] == .null { nil } else { try option("strip_accents", "strip_accents") }
    return BertNormalizer(
      cleansText: try files.flag("clean_text", in: saved, of: "tokenizer.json") ?? true,
      separatesChinese: try option("tokenize_chinese_chars", "handle_chinese_chars") ?? true,
      stripsAccents: stripsAccents ?? lowercases, lowercases: lowercases)
  }

  /// Another tokenizer over the same vocabulary would give other tokens without any sign of it.
  private static func requireBert(_ files: TokenizerFiles) throws {
    guard let tokenizer = files.tokenizer else {
      // Without tokenizer.json only the class says how words are split: BertJapaneseTokenizer needs a dictionary, for instance.
      let name = files.configuration?["tokenizer_class"]?.string ?? files.modelTokenizerClass ?? "BertTokenizer"
      let base = name.hasSuffix("Fast") ? String(name.dropLast(4)) : name
      guard ["BertTokenizer", "ElectraTokenizer", "DistilBertTokenizer"].contains(base) else {
        throw EngineError("\(files.directory.path): tokenizer '\(name)' is not supported; only BERT's WordPiece tokenizer is")
      }
      return
    }
    for (part, expected) in [("model", "WordPiece"), ("normalizer", "BertNormalizer"), ("pre_tokenizer", "BertPreTokenizer")] {
      guard let type = tokenizer[part]?["type"]?.string, type != expected else { continue }
      throw EngineError("\(files.path("tokenizer.json")): \(part) of type '\(type)' is not supported; only BERT's, '\(expected)', is")
    }
  }
}

extension TokenizerFiles {
  /// A true or false of `object`; nil where it is absent or null.
  /// - Throws: `EngineError` where it is something else.
  fileprivate func flag(_ key: String, in object: JSONValue?, of file: String) throws -> Bool? {
    switch object?[key] {
    case nil, .null?: return nil
    case .bool(let value)?: return value
    default: throw EngineError("\(path(file)): '\(key)' is neither true nor false nor null; correct it")
    }
  }

  /// `max_input_chars_per_word`; nil where it is absent or null.
  /// - Throws: `EngineError` where no word could be so long.
  fileprivate func wordLength(_ model: JSONValue?) throws -> Int? {
    guard let value = model?["max_input_chars_per_word"], value != .null else { return nil }
    guard let length = value.integer, (1...1_000_000).contains(length) else {
      throw EngineError("\(path("tokenizer.json")): 'max_input_chars_per_word' is no whole number from 1 to 1000000; correct it")
    }
    return length
  }

  /// A special token by its role, "cls_token" for instance.
  /// - Throws: `EngineError` where it is no token.
  func specialToken(_ role: String) throws -> AddedToken? {
    for (object, file) in [(configuration, "tokenizer_config.json"), (specialTokensMap, "special_tokens_map.json")] {
      switch object?[role] {
      case nil, .null?: continue
      case .string(let content)? where !content.isEmpty: return AddedToken(content: content)
      case let json?:
        guard let token = AddedToken(json: json) else { throw EngineError("\(path(file)): '\(role)' is no token; correct it") }
        return token
      }
    }
    return nil
  }
}
