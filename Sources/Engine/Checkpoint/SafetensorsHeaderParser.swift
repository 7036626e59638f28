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

  private var reader: ByteReader

  /// Creates a parser of the bytes that a reader holds.
  init(_ reader: ByteReader) {
    self.reader = reader
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
    skipSpace()
    guard reader.isAtEnd else { throw unexpected() }
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
          throw parser.reader.failure("gives tensor '\(name.prefix(80))' an unknown dtype, '\(type.prefix(20))'")
        }
      case "shape": shape = try parser.sizes()
      case "data_offsets": offsets = try parser.sizes()
      default: throw parser.reader.failure("has a field '\(key.prefix(20))' for tensor '\(name.prefix(80))' that the format does not know")
      }
    }
    guard let element, let shape, let offsets, offsets.count == 2 else {
      throw reader.failure("does not give dtype, shape and data_offsets of tensor '\(name.prefix(80))': it is damaged")
    }
    return Entry(name: name, element: element, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// Parses an object; `body` parses the value of each key.
  private mutating func members(_ body: (inout Self, String) throws -> Void) throws {
    try expect("{")
    guard try !takes("}") else { return }
    repeat {
      let key = try string()
      try expect(":")
      try body(&self, key)
    } while try takes(",")
    try expect("}")
  }

  /// Parses an array of sizes.
  private mutating func sizes() throws -> [Int] {
    var sizes: [Int] = []
    try expect("[")
    guard try !takes("]") else { return sizes }
    repeat {
      guard sizes.count < TensorLayout.mostDimensions else { throw reader.failure("gives a tensor too many dimensions; it is damaged") }
      sizes.append(try size())
    } while try takes(",")
    try expect("]")
    return sizes
  }

  private mutating func size() throws -> Int {
    skipSpace()
    var value: Int?
    while let byte = reader.peek, ("0"..."9").contains(UnicodeScalar(byte)) {
      let (shifted, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(byte - 0x30))
      guard !overflow, !carry else { throw reader.failure("holds a size that no file has; it is damaged") }
      value = sum
      _ = try reader.take(1)
    }
    guard let value else { throw unexpected() }
    return value
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    while true {
      switch try reader.integer(UInt8.self) {
      case UInt8(ascii: "\""):
        guard let string = String(validating: bytes, as: UTF8.self) else { throw unexpected() }
        return string
      case UInt8(ascii: "\\"): bytes.append(contentsOf: try escape())
      case let byte where byte < 0x20: throw unexpected()
      case let byte: bytes.append(byte)
      }
    }
  }

  /// The bytes that an escape stands for, read from behind its backslash. Surrogate pairs, which no tensor's name needs, are refused.
  private mutating func escape() throws -> [UInt8] {
    switch UnicodeScalar(try reader.integer(UInt8.self)) {
    case "\"": return [0x22]
    case "\\": return [0x5C]
    case "/": return [0x2F]
    case "b": return [0x08]
    case "f": return [0x0C]
    case "n": return [0x0A]
    case "r": return [0x0D]
    case "t": return [0x09]
    case "u":
      let digits = String(decoding: try reader.take(4), as: UTF8.self)
      guard let value = UInt32(digits, radix: 16), let scalar = UnicodeScalar(value) else { throw unexpected() }
      return [UInt8](String(Character(scalar)).utf8)
    default: throw unexpected()
    }
  }

  private mutating func skipSpace() {
    while let byte = reader.peek, byte == 0x20 || (0x09...0x0D).contains(byte) { _ = try? reader.take(1) }
  }

  private mutating func expect(_ scalar: UnicodeScalar) throws {
    guard try takes(scalar) else { throw unexpected() }
  }

  private mutating func takes(_ scalar: UnicodeScalar) throws -> Bool {
    skipSpace()
    guard let byte = reader.peek, UnicodeScalar(byte) == scalar else { return false }
    _ = try reader.take(1)
    return true
  }

  private func unexpected() -> EngineError {
    reader.failure("is not what the format prescribes at byte \(reader.position): it is damaged, or no safetensors file")
  }
}
