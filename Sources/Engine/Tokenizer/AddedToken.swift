/// A token that is found in the text itself, before it is split into words: "[MASK]", say.
struct AddedToken: Sendable {
  let content: String
  /// White space before it belongs to it.
  var stripsLeft = false
  /// White space after it belongs to it.
  var stripsRight = false
  /// Found only where no letter, digit or the like touches it.
  var isSingleWord = false
  /// Found in the normalized text, and normalized itself, rather than in the text as it was written.
  var isNormalized = false
  /// Left as text where the tokenizer splits special tokens.
  var isSpecial = false
}

extension AddedToken: Equatable {
  /// Byte by byte, for canonically equivalent contents are two tokens.
  static func == (one: AddedToken, other: AddedToken) -> Bool {
    one.stripsLeft == other.stripsLeft && one.stripsRight == other.stripsRight && one.isSingleWord == other.isSingleWord
      && one.isNormalized == other.isNormalized && one.isSpecial == other.isSpecial
      && one.content.utf8.elementsEqual(other.content.utf8)
  }
}
