import Support

/// Parses the JSON of a safetensors header, which has one fixed shape:
/// `{"__metadata__": {"key": "text"}, "NAME": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}`.
///
/// There is no recursion, and the memory is proportional to the text: a hostile header costs its own length.
struct SafetensorsHeaderParser {
  /// One tensor of the header, unchecked.
  struct Entry {
    var name: String
    var element: TensorElement
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  private var lexer: JSONLexer<[UInt8]>
  /// The name of the bytes in error messages.
  private let subject: String

  /// Creates a parser.
  /// - Parameters:
  ///   - bytes: The header.
  ///   - subject: Its name in error messages.
  init(_ bytes: [UInt8], subject: String) {
    (lexer, self.subject) = (JSONLexer(bytes), subject)
  }

  /// Parses the whole header.
  /// - Throws: ``EngineError`` where the header has another shape.
  mutating func entries() throws -> [Entry] {
    var entries: [Entry] = []
    try members { parser, name in
      if name == "__metadata__" {
        try parser.members { parser, _ in _ = try parser.string() }
      } else {
        entries.append(try parser.entry(name))
      }
    }
    // The header may be padded with spaces.
    lexer.skipSpace()
    guard lexer.isAtEnd else { throw unexpected() }
    return entries
  }

  private mutating func entry(_ name: String) throws -> Entry {
    var element: TensorElement?
    var shape: [Int]?
    var offsets: [Int]?
    try members { parser, key in
      switch key {
      case "dtype":
        let type = try parser.string()
        element = TensorElement(rawValue: type)
        guard element != nil else {
          throw parser.failure("gives tensor '\(name.prefix(80))' an unknown dtype, '\(type.prefix(20))'")
        }
      case "shape": shape = try parser.sizes()
      case "data_offsets": offsets = try parser.sizes()
      default: throw parser.failure("has a field '\(key.prefix(20))' for tensor '\(name.prefix(80))' that the format does not know")
      }
    }
    guard let element, let shape, let offsets, offsets.count == 2 else {
      throw failure("does not give dtype, shape and data_offsets of tensor '\(name.prefix(80))': it is damaged")
    }
    return Entry(name: name, element: element, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// Parses an object; `body` parses the value of each key.
  private mutating func members(_ body: (inout Self, String) throws -> Void) throws {
    try expect("{")
    guard !takes("}") else { return }
    repeat {
      let key = try string()
      try expect(":")
      try body(&self, key)
    } while takes(",")
    try expect("}")
  }

  /// Parses an array of sizes.
  private mutating func sizes() throws -> [Int] {
    var sizes: [Int] = []
    try expect("[")
    guard !takes("]") else { return sizes }
    repeat {
      guard sizes.count < TensorLayout.mostDimensions else { throw failure("gives a tensor too many dimensions; it is damaged") }
      sizes.append(try size())
    } while takes(",")
    try expect("]")
    return sizes
  }

  private mutating func size() throws -> Int {
    lexer.skipSpace()
    var value: Int?
    while value != 0, let byte = lexer.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      let (shifted, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      guard !overflow, !carry else { throw failure("holds a size that no file has; it is damaged") }
      value = sum
      lexer.position += 1
    }
    guard let value else { throw unexpected() }
    return value
  }

  private mutating func string() throws -> String {
    lexer.skipSpace()
    do throws(JSONFault) {
      return try lexer.string()
    } catch {
      switch error {
      case .openString, .openEscape: throw tooShort
      case .noHexadecimalDigit(let digits):
        guard digits + 4 <= lexer.bytes.count else { throw tooShort }
        lexer.position = digits + 4
      // Messages count the byte that is wrong.
      case .controlCharacter, .unknownEscape: lexer.position += 1
      default: break
      }
      throw unexpected()
    }
  }

  private mutating func expect(_ scalar: UnicodeScalar) throws {
    guard takes(scalar) else { throw unexpected() }
  }

  private mutating func takes(_ scalar: UnicodeScalar) -> Bool {
    lexer.skipSpace()
    return lexer.skip(UInt8(ascii: scalar))
  }

  private var tooShort: EngineError { failure("ends too early; it is damaged or was not copied whole") }

  private func unexpected() -> EngineError {
    failure("is not what the format prescribes at byte \(lexer.position): it is damaged, or no safetensors file")
  }

  private func failure(_ reason: String) -> EngineError { EngineError("\(subject) \(reason)", kind: .damaged) }
}
