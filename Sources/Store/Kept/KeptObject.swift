import Support

/// A parser of JSON objects that goes from left to right; values other than strings stay as they are written.
///
/// A store holds objects that `KeptColumns` wrote; anything else is damage, which the checksum of the example reveals.
struct KeptObject {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Calls `body` with each member until it returns false.
  /// - Returns: Whether the bytes are an object, as far as they were read.
  @discardableResult
  static func forEachMember(of bytes: UnsafeBufferPointer<UInt8>, _ body: (_ name: String, _ value: KeptValue?) -> Bool) -> Bool {
    var object = KeptObject(bytes)
    guard object.take(UInt8(ascii: "{")) else { return false }
    if object.take(UInt8(ascii: "}")) { return object.isAtEnd }
    repeat {
      guard let name = object.string(), object.take(UInt8(ascii: ":")), let value = object.value() else { return false }
      if !body(name, value) { return true }
    } while object.take(UInt8(ascii: ","))
    return object.take(UInt8(ascii: "}")) && object.isAtEnd
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

  private var isAtEnd: Bool { position == bytes.count }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    skipSpace()
    return true
  }

  /// The value at the current position, whose inner nil stands for null; nil where there is no valid value.
  private mutating func value() -> KeptValue?? {
    guard position < bytes.count else { return nil }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "\""): return string().map { .some(.text($0)) }
    case UInt8(ascii: "{"), UInt8(ascii: "["): guard skipNested() else { return nil }
    default:
      while position < bytes.count, ![0x2C, 0x7D, 0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
    }
    guard position > start, let text = String(validating: bytes[start..<position], as: UTF8.self) else { return nil }
    if text == "null" { return .some(nil) }
    let isKnown = text == "true" || text == "false" || text.hasPrefix("{") || text.hasPrefix("[") || DecimalNumber(text) != nil
    return isKnown ? .some(.json(text)) : nil
  }

  /// Skips a list or an object.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard string() != nil else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return true }
    }
    return false
  }

  /// The string at the current position, with its escapes resolved.
  private mutating func string() -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
    position += 1
    var result: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: result, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escaped() else { return nil }
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default: result.append(byte)
      }
    }
    return nil
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let unit = hexadecimal() else { return nil }
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard 0xD800..<0xDC00 ~= unit, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      position += 2
      guard let low = hexadecimal(), 0xDC00..<0xE000 ~= low else { return nil }
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    defer { position += 4 }
    return String(validating: bytes[position..<position + 4], as: UTF8.self).flatMap { UInt32($0, radix: 16) }
  }
}
