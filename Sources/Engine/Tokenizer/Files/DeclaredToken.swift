import Support

/// An added token as a file declares it, before it is decided whether the token is special.
///
/// Mirrors transformers' `AddedToken`, whose `normalized` follows `special` until it is set:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/bindings/python/src/tokenizer.rs
struct DeclaredToken: Equatable {
  let content: String
  var stripsLeft = false
  var stripsRight = false
  var isSingleWord = false
  /// Nil where the file does not say.
  var isNormalized: Bool?
  var isSpecial = false

  /// Creates a token from its content.
  init(content: String, isNormalized: Bool? = nil, isSpecial: Bool = false) {
    self.content = content
    self.isNormalized = isNormalized
    self.isSpecial = isSpecial
  }

  /// Reads an object with a `content`; nil where it has none.
  init?(json: JSONValue) {
    guard let content = json["content"]?.string, !content.isEmpty else { return nil }
    self.content = content
    stripsLeft = json["lstrip"]?.bool ?? false
    stripsRight = json["rstrip"]?.bool ?? false
    isSingleWord = json["single_word"]?.bool ?? false
    isNormalized = json["normalized"]?.bool
    isSpecial = json["special"]?.bool ?? false
  }

  /// Compares bytes, because canonically equivalent contents are two tokens.
  static func == (one: DeclaredToken, other: DeclaredToken) -> Bool {
    one.isNormalized == other.isNormalized && one.resolved() == other.resolved()
  }

  /// The token to add. `special`: whether a role, such as "mask_token", makes it special.
  func resolved(special: Bool = false) -> AddedToken {
    let isSpecial = isSpecial || special
    return AddedToken(
      content: content, stripsLeft: stripsLeft, stripsRight: stripsRight, isSingleWord: isSingleWord,
      isNormalized: isNormalized ?? !isSpecial, isSpecial: isSpecial)
  }
}
