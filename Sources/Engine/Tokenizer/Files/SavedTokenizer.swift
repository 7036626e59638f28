import Support

/// The parts of a tokenizer as tokenizer.json holds them, from that file or converted from the files of a slow tokenizer.
///
/// There is one builder for both, as transformers converts a slow tokenizer to the same parts.
struct SavedTokenizer {
  /// `normalizer`; a null leaves the step out.
  var normalizer: JSONValue
  /// `pre_tokenizer`; a null leaves the step out.
  var preTokenizer: JSONValue
  /// `post_processor`
  var postProcessor: JSONValue
  /// `model`
  var model: SavedModel
  /// `added_tokens`, in order.
  var addedTokens: [JSONValue]
  /// Path of the file with the parts, for messages.
  let file: String
}

extension SavedTokenizer {
  /// Reads tokenizer.json or, where it is not used, converts the files of the slow tokenizer.
  /// - Throws: `EngineError`.
  init(_ files: TokenizerFiles, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass) throws {
    guard let saved = files.saved else {
      self = try SlowTokenizer(files: files, settings: settings, tokenizerClass: tokenizerClass).converted()
      return
    }
    file = files.path("tokenizer.json")
    normalizer = saved["normalizer"] ?? .null
    preTokenizer = saved["pre_tokenizer"] ?? .null
    postProcessor = saved["post_processor"] ?? .null
    addedTokens = try Self.addedTokens(saved["added_tokens"], file)
    model = try SavedModel(saved["model"], files.lists, file: file)
  }

  private static func addedTokens(_ list: JSONValue?, _ file: String) throws -> [JSONValue] {
    guard let list, list != .null else { return [] }
    guard let tokens = list.array else {
      throw EngineError("\(file): 'added_tokens' is no list; save the tokenizer again", kind: .damaged)
    }
    for (index, json) in tokens.enumerated() {
      guard json["content"]?.string != nil else {
        throw EngineError("\(file): entry \(index) of 'added_tokens' has no 'content'; save the tokenizer again", kind: .damaged)
      }
      for key in ["lstrip", "rstrip", "single_word", "normalized", "special"] { _ = try json.flag(key, file: file) }
      guard let token = DeclaredToken(json: json) else { continue }
      _ = try TokenizerSettings.id(json["id"]?.integer, of: token, file)
    }
    return tokens
  }
}
