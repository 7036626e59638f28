/// The reason why `JSONLexer` cannot read the requested part of JSON. The lexer's position is the place of the fault.
public enum JSONFault: Error, Equatable {
  /// No string begins here.
  case noString
  /// The bytes end inside a string.
  case openString
  /// The bytes end after the backslash of an escape.
  case openEscape
  /// A string has a control character, at the position.
  case controlCharacter
  /// An escape has an unknown letter, at the position.
  case unknownEscape
  /// An escape lacks one of its four hexadecimal digits, at the position; `digits` is the index of the first of the four.
  case noHexadecimalDigit(digits: Int)
  /// An escape is half of a surrogate pair without the other half.
  case loneSurrogate(UInt16)
  /// A string, which ends at the position, is not UTF-8.
  case notUTF8
  /// No number begins here.
  case noNumber
  /// A number lacks a digit, at the position.
  case noDigit
}
