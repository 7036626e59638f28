/// How deep in brackets a place in JSON is, and whether it is in a string: told byte by byte, without a look at what is valid.
struct JSONBrackets {
  /// Brackets and braces that are open.
  private(set) var depth = 0
  /// Whether a string is open.
  private(set) var isInString = false
  private var isEscaped = false

  /// Takes the next byte into account.
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

  /// Ends a string that is open.
  mutating func endString() { (isInString, isEscaped) = (false, false) }
}
