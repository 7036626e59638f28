/// A parser of JSON documents that limits the nesting and the number of values, so that a hostile file exhausts neither the stack nor the
/// memory.
struct JSONParser {
  private static let maximumDepth = 128
  /// The largest known vocabulary has 501,153 pieces.
  private static let maximumValues = 1 << 19

  private var lexer: JSONLexer<[UInt8]>
  private var depth = 0
  private var values = 0

  /// Creates a parser at the start of `bytes`.
  init(bytes: [UInt8]) {
    lexer = JSONLexer(bytes)
  }

  /// Parses the bytes as one value.
  /// - Throws: `JSONSyntaxError`.
  mutating func document() throws -> JSONValue {
    if lexer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error("the file begins with a byte order mark, which JSON must not have: save it as UTF-8 without one")
    }
    if lexer.bytes.starts(with: [0xFF, 0xFE]) || lexer.bytes.starts(with: [0xFE, 0xFF]) {
      throw error("the file begins with the byte order mark of UTF-16: save it as UTF-8 without one")
    }
    let value = try self.value()
    lexer.skipSpace()
    guard lexer.isAtEnd else { throw error("there is more after the document's end") }
    return value
  }

  private mutating func value() throws -> JSONValue {
    values += 1
    guard values <= Self.maximumValues else { throw error("more than \(Self.maximumValues) values") }
    lexer.skipSpace()
    switch lexer.next {
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
    lexer.position += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func object() throws -> JSONValue {
    var members: [JSONValue.Member] = []
    if accept("}") { return .object(members) }
    repeat {
      lexer.skipSpace()
      guard lexer.next == UInt8(ascii: "\"") else { throw error("a key is expected") }
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
