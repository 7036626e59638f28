/// Why bytes are not the part of JSON that `JSONLexer` was asked for. The lexer's position tells where.
public enum JSONFault: Error, Equatable {
  /// No string begins here.
  case noString
  /// The bytes end inside a string.
  case openString
  /// The bytes end behind the backslash of an escape.
  case openEscape
  /// A string has a control character, at the position.
  case controlCharacter
  /// An escape has an unknown letter, at the position.
  case unknownEscape
  /// An escape lacks one of its four hexadecimal digits, at the position; `digits` is where the four begin.
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
