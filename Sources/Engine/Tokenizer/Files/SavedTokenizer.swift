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
    addedTokens = saved["added_tokens"]?.array ?? []
    for json in addedTokens {
      guard let token = DeclaredToken(json: json) else { continue }
      _ = try TokenizerSettings.id(json["id"]?.integer, of: token, file)
    }
    model = try SavedModel(saved["model"], files.lists, file: file)
  }
}
