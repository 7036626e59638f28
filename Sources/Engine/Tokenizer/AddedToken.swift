/// A token that is found in the text itself, before it is split into words: "[MASK]", say.
struct AddedToken: Sendable, Equatable {
  let content: String
  /// White space before it belongs to it.
  var stripsLeft = false
  /// White space after it belongs to it.
  var stripsRight = false
  /// Found only where no letter, digit or the like touches it.
  var isSingleWord = false
  /// Found in the normalized text, and normalized itself, rather than in the text as it was written.
  var isNormalized = false
}

extension AddedToken {
  /// Reads an entry of `added_tokens` (tokenizer.json) or `added_tokens_decoder` (tokenizer_config.json), or an AddedToken of special_tokens_map.json;
  /// nil without content.
  init?(json: JSONValue) {
    guard let content = json["content"]?.string, !content.isEmpty else { return nil }
    self.init(content: content)
    stripsLeft = json["lstrip"]?.bool ?? false
    stripsRight = json["rstrip"]?.bool ?? false
    isSingleWord = json["single_word"]?.bool ?? false
    isNormalized = json["normalized"]?.bool ?? !(json["special"]?.bool ?? false)
  }
}
