/// Parses RFC 8259 JSON from UTF-8 bytes. The parser is strict, and limits the nesting and the number of values, so that a hostile file
/// exhausts neither the stack nor the memory.
struct JSONParser {
  private static let maximumDepth = 128
  /// The largest known vocabulary has 501,153 pieces.
  private static let maximumValues = 1 << 19

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var values = 0

  /// Creates a parser at the start of `bytes`.
  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Parses the bytes as one value.
  /// - Throws: `JSONSyntaxError`.
  mutating func document() throws -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error("the file begins with a byte order mark, which JSON must not have: save it as UTF-8 without one")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw error("the file begins with the byte order mark of UTF-16: save it as UTF-8 without one")
    }
    let value = try self.value()
    skipSpace()
    guard position == bytes.count else { throw error("there is more after the document's end") }
    return value
  }

  private mutating func value() throws -> JSONValue {
    values += 1
    guard values <= Self.maximumValues else { throw error("more than \(Self.maximumValues) values") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try nested { try $0.object() }
    case UInt8(ascii: "["): return try nested { try $0.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw error("the text ends too early")
    default: return try number()
    }
  }

  private mutating func nested(_ body: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
    guard depth < Self.maximumDepth else { throw error("nested deeper than \(Self.maximumDepth) levels") }
    depth += 1
    position += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func object() throws -> JSONValue {
    var members: [JSONValue.Member] = []
    if accept("}") { return .object(members) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw error("a key is expected") }
      let key = try string()
      guard accept(":") else { throw error("':' is expected") }
      members.append(JSONValue.Member(key: key, value: try value()))
    } while accept(",")
    guard accept("}") else { throw error("',' or '}' is expected") }
    return .object(members)
  }

  private mutating func array() throws -> JSONValue {
    var values: [JSONValue] = []
    if accept("]") { return .array(values) }
    repeat { values.append(try value()) } while accept(",")
    guard accept("]") else { throw error("',' or ']' is expected") }
    return .array(values)
  }

  private mutating func string() throws -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw error("a string is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw error("a string has a control character or is not closed")
      default: text.append(byte)
      }
    }
    throw error("a string is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard let kind = peek else { throw error("a string is not closed") }
    position += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(kind)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try escapedScalar()) ?? UTF8.encodedReplacementCharacter)
    default: throw error("unknown escape in a string")
    }
  }

  private mutating func escapedScalar() throws -> Unicode.Scalar {
    var code = try codeUnit()
    if (0xD800..<0xDC00).contains(code), peek == UInt8(ascii: "\\") {
      position += 1
      guard peek == UInt8(ascii: "u") else { throw error("half of a surrogate pair in a string") }
      position += 1
      let low = try codeUnit()
      guard (0xDC00..<0xE000).contains(low) else { throw error("half of a surrogate pair in a string") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw error("half of a surrogate pair in a string") }
    return scalar
  }

  private mutating func codeUnit() throws -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw error("'\\u' needs four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  private mutating func number() throws -> JSONValue {
    let start = position
    _ = skip("-")
    let leadsWithZero = peek == UInt8(ascii: "0")
    let wholeDigits = skipDigits()
    var isValid = wholeDigits == 1 || wholeDigits > 1 && !leadsWithZero
    if skip(".") { isValid = skipDigits() > 0 && isValid }
    if skip("e") || skip("E") {
      _ = skip("+") || skip("-")
      isValid = skipDigits() > 0 && isValid
    }
    guard isValid, let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw error("a value is expected")
    }
    return .number(number)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw error("a value is expected") }
    position += word.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Skips white space, and then `character` if it comes next.
  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    return skip(character)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let byte = peek, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func error(_ reason: String) -> JSONSyntaxError {
    let start = bytes[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Continuation bytes of UTF-8 do not count.
    let column = 1 + bytes[start..<position].count { $0 & 0xC0 != 0x80 }
    return JSONSyntaxError(line: 1 + bytes[..<start].count { $0 == 0x0A }, column: column, reason: reason)
  }
}
