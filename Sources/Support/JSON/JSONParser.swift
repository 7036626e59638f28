/// A parser of JSON documents that limits the nesting and the number of values, so that a hostile file exhausts neither the stack nor the
/// memory.
///
/// A reader of large lists takes their elements one by one, which need no `JSONValue` and do not count as values.
public struct JSONParser {
  private static let maximumDepth = 128
  /// The largest known vocabulary has 501,153 pieces.
  private static let maximumValues = 1 << 19

  private var lexer: JSONLexer<[UInt8]>
  private var depth = 0
  private var values = 0

  /// Creates a parser at the start of `bytes`.
  public init(bytes: [UInt8]) {
    lexer = JSONLexer(bytes)
  }

  /// The number of bytes that have been read.
  public var position: Int { lexer.position }

  /// Parses the bytes as one value.
  /// - Throws: `JSONSyntaxError`.
  mutating func document() throws -> JSONValue {
    try document { try $0.value() }
  }

  /// Parses the bytes as one value, which `body` reads.
  /// - Throws: `JSONSyntaxError`, and errors of `body`.
  public mutating func document<R>(_ body: (inout JSONParser) throws -> R) throws -> R {
    if lexer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error("the file begins with a byte order mark, which JSON must not have: save it as UTF-8 without one")
    }
    if lexer.bytes.starts(with: [0xFF, 0xFE]) || lexer.bytes.starts(with: [0xFE, 0xFF]) {
      throw error("the file begins with the byte order mark of UTF-16: save it as UTF-8 without one")
    }
    let value = try body(&self)
    lexer.skipSpace()
    guard lexer.isAtEnd else { throw error("there is more after the document's end") }
    return value
  }

  /// The first byte of the next value; nil at the end.
  public mutating func nextByte() -> UInt8? {
    lexer.skipSpace()
    return lexer.next
  }

  /// Reads an object; `member` reads each member's value.
  /// - Throws: `JSONSyntaxError`, and errors of `member`.
  public mutating func eachMember(_ member: (inout JSONParser, String) throws -> Void) throws {
    guard nextByte() == UInt8(ascii: "{") else { throw error("an object is expected") }
    try nested { parser in
      if parser.accept("}") { return }
      repeat {
        parser.lexer.skipSpace()
        guard parser.lexer.next == UInt8(ascii: "\"") else { throw parser.error("a key is expected") }
        let key = try parser.string()
        guard parser.accept(":") else { throw parser.error("':' is expected") }
        try member(&parser, key)
      } while parser.accept(",")
      guard parser.accept("}") else { throw parser.error("',' or '}' is expected") }
    }
  }

  /// Reads an array; `element` reads each element.
  /// - Throws: `JSONSyntaxError`, and errors of `element`.
  public mutating func eachElement(_ element: (inout JSONParser) throws -> Void) throws {
    guard nextByte() == UInt8(ascii: "[") else { throw error("an array is expected") }
    try nested { parser in
      if parser.accept("]") { return }
      repeat { try element(&parser) } while parser.accept(",")
      guard parser.accept("]") else { throw parser.error("',' or ']' is expected") }
    }
  }

  /// Reads a string; nil where another value comes next, which is not read.
  /// - Throws: `JSONSyntaxError`.
  public mutating func stringIfNext() throws -> String? {
    nextByte() == UInt8(ascii: "\"") ? try string() : nil
  }

  /// Reads a number; nil where another value comes next, which is not read.
  /// - Throws: `JSONSyntaxError`.
  public mutating func numberIfNext() throws -> Double? {
    guard let byte = nextByte(), byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte else { return nil }
    return try number().number
  }

  /// Reads a value of any kind.
  /// - Throws: `JSONSyntaxError`.
  public mutating func value() throws -> JSONValue {
    values += 1
    guard values <= Self.maximumValues else { throw error("more than \(Self.maximumValues) values") }
    lexer.skipSpace()
    switch lexer.next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw error("the text ends too early")
    default: return try number()
    }
  }

  private mutating func nested(_ body: (inout JSONParser) throws -> Void) throws {
    guard depth < Self.maximumDepth else { throw error("nested deeper than \(Self.maximumDepth) levels") }
    depth += 1
    lexer.position += 1
    defer { depth -= 1 }
    try body(&self)
  }

  private mutating func object() throws -> JSONValue {
    var members: [JSONValue.Member] = []
    try eachMember { parser, key in members.append(JSONValue.Member(key: key, value: try parser.value())) }
    return .object(members)
  }

  private mutating func array() throws -> JSONValue {
    var values: [JSONValue] = []
    try eachElement { parser in values.append(try parser.value()) }
    return .array(values)
  }

  private mutating func string() throws -> String {
    do throws(JSONFault) {
      return try lexer.string()
    } catch {
      switch error {
      case .controlCharacter:
        lexer.position += 1
        throw self.error("a string has a control character or is not closed")
      case .unknownEscape:
        lexer.position += 1
        throw self.error("unknown escape in a string")
      case .noHexadecimalDigit: throw self.error("'\\u' needs four hexadecimal digits")
      case .loneSurrogate: throw self.error("half of a surrogate pair in a string")
      case .notUTF8: throw self.error("a string is not UTF-8")
      default: throw self.error("a string is not closed")
      }
    }
  }

  private mutating func number() throws -> JSONValue {
    let start = lexer.position
    let place = try? lexer.number()
    // The error is placed after the whole malformed number, although the lexer stops earlier, as after the leading zero of 012.
    let end = lexer.position
    lexer.position = start
    skipNumberOfAnyForm()
    guard let place, lexer.position == end, let number = Double(String(decoding: lexer.bytes[place], as: UTF8.self)) else {
      throw error("a value is expected")
    }
    return .number(number)
  }

  private mutating func skipNumberOfAnyForm() {
    _ = lexer.skip(UInt8(ascii: "-"))
    lexer.skipDigits()
    if lexer.skip(UInt8(ascii: ".")) { lexer.skipDigits() }
    if lexer.skip(UInt8(ascii: "e")) || lexer.skip(UInt8(ascii: "E")) {
      _ = lexer.skip(UInt8(ascii: "+")) || lexer.skip(UInt8(ascii: "-"))
      lexer.skipDigits()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
    guard lexer.skip(word: word) else { throw error("a value is expected") }
    return value
  }

  /// Skips white space, and then `character` if it comes next.
  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    lexer.skipSpace()
    return lexer.skip(UInt8(ascii: character))
  }

  private func error(_ reason: String) -> JSONSyntaxError {
    let read = lexer.bytes[..<lexer.position]
    let start = read.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Continuation bytes of UTF-8 do not count.
    let column = 1 + read[start...].count { $0 & 0xC0 != 0x80 }
    return JSONSyntaxError(line: 1 + read[..<start].count { $0 == 0x0A }, column: column, reason: reason)
  }
}
