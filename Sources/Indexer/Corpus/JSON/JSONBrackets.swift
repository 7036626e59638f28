/// Follows JSON byte by byte to find the depth of brackets and the ends of strings, without validating anything else.
struct JSONBrackets {
  /// Number of open brackets and braces.
  private(set) var depth = 0
  /// Whether the place is inside a string.
  private(set) var isInString = false
  private var isEscaped = false

  /// Advances over the next byte.
  mutating func add(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if isInString {
      if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") { isInString = false }
    } else {
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: return
      }
    }
  }

  /// Ends the string, if one is open.
  mutating func endString() { (isInString, isEscaped) = (false, false) }
}
