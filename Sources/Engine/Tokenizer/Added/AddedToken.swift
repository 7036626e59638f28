/// A token that is found in the text itself, before the text is split into words, such as "[MASK]".
struct AddedToken: Sendable {
  let content: String
  /// White space before the token belongs to it.
  var stripsLeft = false
  /// White space after the token belongs to it.
  var stripsRight = false
  /// The token is found only where no letter, digit or the like touches it.
  var isSingleWord = false
  /// The token is normalized and found in the normalized text; otherwise it is found in the original text.
  var isNormalized = false
  /// The token remains text where the tokenizer splits special tokens.
  var isSpecial = false
}

extension AddedToken: Equatable {
  /// Compares bytes, because canonically equivalent contents are two tokens.
  static func == (one: AddedToken, other: AddedToken) -> Bool {
    one.stripsLeft == other.stripsLeft && one.stripsRight == other.stripsRight && one.isSingleWord == other.isSingleWord
      && one.isNormalized == other.isNormalized && one.isSpecial == other.isSpecial
      && one.content.utf8.elementsEqual(other.content.utf8)
  }
}
