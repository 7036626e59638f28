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

  let bytes: [UInt8]
  /// The word for the bytes in messages, such as "line".
  private let unit: String
  var index = 0

  /// - Parameters:
  ///   - bytes: One line, or one element of an array, in valid UTF-8.
  ///   - unit: The word for the bytes in messages.
  init(_ bytes: [UInt8], unit: String = "line") {
    self.bytes = bytes
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
  mutating func members(slots: [String: Int], count: Int, visitOther: ((String, JSONValue) -> Void)? = nil) throws -> [JSONValue?] {
    var values = [JSONValue?](repeating: nil, count: count)
    skipSpace()
    guard peek == UInt8(ascii: "{") else {
      let value = try scanValue(depth: 0)
      throw Problem(reason: "not a JSON object but \(value.kind)")
    }
    index += 1
    skipSpace()
    if peek == UInt8(ascii: "}") {
      index += 1
    } else {
      while true {
        skipSpace()
        let name = try scanString()
        skipSpace()
        try expect(UInt8(ascii: ":"))
        skipSpace()
        let value = try scanValue(depth: 1)
        if let slot = slots[name] {
          if let other = values[slot], other != value { throw Problem(reason: "has '\(name)' twice, with different values") }
          values[slot] = value
        } else {
          visitOther?(name, value)
        }
        skipSpace()
        if peek == UInt8(ascii: ",") {
          index += 1
          continue
        }
        guard peek == UInt8(ascii: "}") else { throw unexpected("',' or '}'") }
        index += 1
        break
      }
    }
    skipSpace()
    guard index == bytes.count else { throw unexpected("the end of the \(unit)") }
    return values
  }

  /// Scans a whole list.
  /// - Returns: The elements of the list.
  /// - Throws: `Problem`.
  mutating func elements() throws -> [JSONValue] {
    var elements: [JSONValue] = []
    skipSpace()
    try expect(UInt8(ascii: "["))
    skipSpace()
    while peek != UInt8(ascii: "]") {
      if !elements.isEmpty { try expect(UInt8(ascii: ",")) }
      skipSpace()
      elements.append(try scanValue(depth: 1))
      skipSpace()
    }
    index += 1
    skipSpace()
    guard index == bytes.count else { throw unexpected("the end of the list") }
    return elements
  }

  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func unexpected(_ expected: String) -> Problem {
    if index >= bytes.count { return Problem(reason: "not JSON: the \(unit) ends where \(expected) is expected") }
    if Self.pythonLiterals.contains(where: { bytes[index...].starts(with: $0.utf8) }) {
      return Problem(reason: "\(BadRow.python), from byte \(index + 1) on", isPython: true)
    }
    return Problem(reason: "not JSON: \(expected) expected at byte \(index + 1)")
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { index += 1 }
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard peek == byte else { throw unexpected("'\(Character(Unicode.Scalar(byte)))'") }
    index += 1
  }

  func text(from start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

  private mutating func scanValue(depth: Int) throws -> JSONValue {
    let start = index
    switch peek {
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
    case UInt8(ascii: "-") where bytes[(index + 1)...].first == UInt8(ascii: "I"):
      try scanWord("-Infinity")
      return .null
    default:
      try scanNumber()
      return .number(text(from: start))
    }
  }

  private mutating func scanWord(_ word: String) throws {
    guard bytes[index...].starts(with: word.utf8) else { throw unexpected("a value") }
    index += word.utf8.count
  }

  private mutating func scanNumber() throws {
    if peek == UInt8(ascii: "-") { index += 1 }
    guard let first = peek, isDigit(first) else { throw unexpected("a value") }
    index += 1
    if first != UInt8(ascii: "0") { skipDigits() }
    if peek == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private mutating func skipDigits() {
    while let byte = peek, isDigit(byte) { index += 1 }
  }

  private mutating func digits() throws {
    guard let byte = peek, isDigit(byte) else { throw unexpected("a digit") }
    skipDigits()
  }

  private mutating func skipNested(depth: Int, close: UInt8, hasNames: Bool) throws {
    guard depth < Self.deepestNesting else { throw Problem(reason: "JSON nested deeper than \(Self.deepestNesting)") }
    index += 1
    skipSpace()
    if peek == close {
      index += 1
      return
    }
    while true {
      skipSpace()
      if hasNames {
        _ = try scanString()
        skipSpace()
        try expect(UInt8(ascii: ":"))
        skipSpace()
      }
      _ = try scanValue(depth: depth + 1)
      skipSpace()
      if peek == UInt8(ascii: ",") {
        index += 1
        continue
      }
      guard peek == close else { throw unexpected("',' or '\(Character(Unicode.Scalar(close)))'") }
      index += 1
      return
    }
  }
}
