import Support

/// Scans one JSON object (RFC 8259) strictly and keeps only the members of interest.
///
/// Foundation's parsers convert numbers into doubles, accept lone surrogates on some platforms and build a dictionary for each line. This
/// scanner keeps the text of numbers and takes a fraction of the time.
///
/// Python's json module writes NaN, Infinity and -Infinity, which JSON does not have; they are null here.
struct JSONObjectScanner {
  /// The reason why a line is not a JSON object.
  struct Problem: Error, Equatable {
    var reason: String
    /// Whether the line is a Python dictionary as `print` writes it.
    var isPython = false
  }

  private static let deepestNesting = 256
  /// Beginnings of values that Python prints in a notation other than JSON.
  private static let pythonLiterals = ["'", "None", "True", "False", "u'"]

  var lexer: JSONLexer<[UInt8]>
  /// The word for the bytes in messages, such as "line".
  private let unit: String

  /// - Parameters:
  ///   - bytes: One line, or one element of an array, in valid UTF-8.
  ///   - unit: The word for the bytes in messages.
  init(_ bytes: [UInt8], unit: String = "line") {
    lexer = JSONLexer(bytes)
    self.unit = unit
  }

  /// Scans the whole object.
  /// - Parameters:
  ///   - slots: Name of each member of interest -> its index in the result.
  ///   - count: Length of the result.
  ///   - visitOther: Called with each other member, unless nil.
  /// - Returns: The members of interest; nil for a member that the object does not have.
  /// - Throws: `Problem`; also for a member of interest that occurs twice with different values, because JSON parsers disagree on which one
  ///   counts.
  mutating func members(slots: [String: Int], count: Int, visitOther: ((String, CorpusValue) -> Void)? = nil) throws -> [CorpusValue?] {
    var values = [CorpusValue?](repeating: nil, count: count)
    lexer.skipSpace()
    guard lexer.next == UInt8(ascii: "{") else {
      let value = try scanValue(depth: 0)
      throw Problem(reason: "not a JSON object but \(value.kind)")
    }
    lexer.position += 1
    lexer.skipSpace()
    if lexer.next == UInt8(ascii: "}") {
      lexer.position += 1
    } else {
      while true {
        lexer.skipSpace()
        let name = try scanString()
        lexer.skipSpace()
        try expect(UInt8(ascii: ":"))
        lexer.skipSpace()
        let value = try scanValue(depth: 1)
        if let slot = slots[name] {
          if let other = values[slot], other != value { throw Problem(reason: "has '\(name)' twice, with different values") }
          values[slot] = value
        } else {
          visitOther?(name, value)
        }
        lexer.skipSpace()
        if lexer.skip(UInt8(ascii: ",")) { continue }
        guard lexer.skip(UInt8(ascii: "}")) else { throw unexpected("',' or '}'") }
        break
      }
    }
    lexer.skipSpace()
    guard lexer.isAtEnd else { throw unexpected("the end of the \(unit)") }
    return values
  }

  /// Scans a whole list.
  /// - Returns: The elements of the list.
  /// - Throws: `Problem`.
  mutating func elements() throws -> [CorpusValue] {
    var elements: [CorpusValue] = []
    lexer.skipSpace()
    try expect(UInt8(ascii: "["))
    lexer.skipSpace()
    while lexer.next != UInt8(ascii: "]") {
      if !elements.isEmpty { try expect(UInt8(ascii: ",")) }
      lexer.skipSpace()
      elements.append(try scanValue(depth: 1))
      lexer.skipSpace()
    }
    lexer.position += 1
    lexer.skipSpace()
    guard lexer.isAtEnd else { throw unexpected("the end of the list") }
    return elements
  }

  func unexpected(_ expected: String) -> Problem {
    if lexer.isAtEnd { return Problem(reason: "not JSON: the \(unit) ends where \(expected) is expected") }
    if Self.pythonLiterals.contains(where: { lexer.bytes[lexer.position...].starts(with: $0.utf8) }) {
      return Problem(reason: "\(BadRow.python), from byte \(lexer.position + 1) on", isPython: true)
    }
    return Problem(reason: "not JSON: \(expected) expected at byte \(lexer.position + 1)")
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard lexer.skip(byte) else { throw unexpected("'\(Character(Unicode.Scalar(byte)))'") }
  }

  private func text(from start: Int) -> String { String(decoding: lexer.bytes[start..<lexer.position], as: UTF8.self) }

  private mutating func scanValue(depth: Int) throws -> CorpusValue {
    let start = lexer.position
    switch lexer.next {
    case UInt8(ascii: "\""):
      return .string(try scanString())
    case UInt8(ascii: "{"):
      try skipNested(depth: depth, close: UInt8(ascii: "}"), hasNames: true)
      return .object(text(from: start))
    case UInt8(ascii: "["):
      try skipNested(depth: depth, close: UInt8(ascii: "]"), hasNames: false)
      return .list(text(from: start))
    case UInt8(ascii: "t"):
      try scanWord("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try scanWord("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try scanWord("null")
      return .null
    case UInt8(ascii: "N"):
      try scanWord("NaN")
      return .null
    case UInt8(ascii: "I"):
      try scanWord("Infinity")
      return .null
    case UInt8(ascii: "-") where lexer.bytes[(lexer.position + 1)...].first == UInt8(ascii: "I"):
      try scanWord("-Infinity")
      return .null
    default:
      try scanNumber()
      return .number(text(from: start))
    }
  }

  private mutating func scanWord(_ word: StaticString) throws {
    guard lexer.skip(word: word) else { throw unexpected("a value") }
  }

  private mutating func scanNumber() throws {
    do throws(JSONFault) {
      _ = try lexer.number()
    } catch {
      throw problem(error)
    }
  }

  private mutating func skipNested(depth: Int, close: UInt8, hasNames: Bool) throws {
    guard depth < Self.deepestNesting else { throw Problem(reason: "JSON nested deeper than \(Self.deepestNesting)") }
    lexer.position += 1
    lexer.skipSpace()
    if lexer.skip(close) { return }
    while true {
      lexer.skipSpace()
      if hasNames {
        _ = try scanString()
        lexer.skipSpace()
        try expect(UInt8(ascii: ":"))
        lexer.skipSpace()
      }
      _ = try scanValue(depth: depth + 1)
      lexer.skipSpace()
      if lexer.skip(UInt8(ascii: ",")) { continue }
      guard lexer.skip(close) else { throw unexpected("',' or '\(Character(Unicode.Scalar(close)))'") }
      return
    }
  }
}
