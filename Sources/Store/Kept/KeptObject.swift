import Support

/// A parser of JSON objects that goes from left to right; values other than strings stay as they are written.
///
/// A store holds objects that `KeptColumns` wrote; anything else is damage, which the checksum of the example reveals.
struct KeptObject {
  private var lexer: JSONLexer<UnsafeBufferPointer<UInt8>>

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { lexer = JSONLexer(bytes) }

  /// Calls `body` with each member until it returns false.
  /// - Returns: Whether the bytes are an object, as far as they were read.
  @discardableResult
  static func forEachMember(of bytes: UnsafeBufferPointer<UInt8>, _ body: (_ name: String, _ value: KeptValue?) -> Bool) -> Bool {
    var object = KeptObject(bytes)
    guard object.take(UInt8(ascii: "{")) else { return false }
    if object.take(UInt8(ascii: "}")) { return object.lexer.isAtEnd }
    repeat {
      guard let name = object.string(), object.take(UInt8(ascii: ":")), let value = object.value() else { return false }
      if !body(name, value) { return true }
    } while object.take(UInt8(ascii: ","))
    return object.take(UInt8(ascii: "}")) && object.lexer.isAtEnd
  }

  /// The value of a member; nil where the member is missing or null.
  static func value(of name: ExactString, in bytes: UnsafeBufferPointer<UInt8>) -> KeptValue? {
    var found: KeptValue?
    forEachMember(of: bytes) { member, value in
      guard ExactString(member) == name else { return true }
      found = value
      return false
    }
    return found
  }

  /// Skips a byte and the white space around it.
  /// - Returns: Whether the byte comes next.
  private mutating func take(_ byte: UInt8) -> Bool {
    lexer.skipSpace()
    guard lexer.skip(byte) else { return false }
    lexer.skipSpace()
    return true
  }

  /// The value at the current position, whose inner nil stands for null; nil where there is no valid value.
  private mutating func value() -> KeptValue?? {
    let start = lexer.position
    switch lexer.next {
    case nil: return nil
    case UInt8(ascii: "\""): return string().map { .some(.text($0)) }
    case UInt8(ascii: "{"), UInt8(ascii: "["): guard skipNested() else { return nil }
    default:
      while let byte = lexer.next, ![0x2C, 0x7D, 0x20, 0x0A, 0x0D, 0x09].contains(byte) { lexer.position += 1 }
    }
    guard lexer.position > start, let text = String(validating: lexer.bytes[start..<lexer.position], as: UTF8.self) else { return nil }
    if text == "null" { return .some(nil) }
    let isKnown = text == "true" || text == "false" || text.hasPrefix("{") || text.hasPrefix("[") || DecimalNumber(text) != nil
    return isKnown ? .some(.json(text)) : nil
  }

  /// Skips a list or an object.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while let byte = lexer.next {
      switch byte {
      case UInt8(ascii: "\""):
        guard string() != nil else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      lexer.position += 1
      if depth == 0 { return true }
    }
    return false
  }

  /// The string at the current position, with its escapes resolved.
  private mutating func string() -> String? { try? lexer.string() }
}
