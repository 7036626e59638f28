import Support

/// A tokenizer.json: its parts as values, and the long lists of its model.
struct TokenizerDocument: Sendable {
  /// The object, without the lists of `model`.
  let parts: JSONValue
  let lists: ModelLists

  /// Upper bound of the bytes of everything but the lists. The largest known part, a charsmap, has half a million.
  private static let maximumBytes = 16 << 20

  /// Parses a file.
  /// - Throws: `EngineError` where it is no JSON object, or a list is damaged.
  init(_ bytes: [UInt8], file: String) throws {
    var lists = ModelLists(file: file)
    parts = try Self.reading(bytes, file) { parser in
      guard parser.nextByte() == UInt8(ascii: "{") else { return try parser.value() }
      var members: [JSONValue.Member] = []
      var total = 0
      try parser.eachMember { parser, key in
        let start = parser.position
        members.append(JSONValue.Member(key: key, value: key == "model" ? try lists.read(&parser) : try parser.value()))
        if key != "model" { total += parser.position - start }
        guard total <= Self.maximumBytes else {
          throw EngineError("\(file) has more than \(Self.maximumBytes) bytes beside its vocabulary; is it another file?")
        }
      }
      return .object(members)
    }
    self.lists = lists
  }

  /// Reads bytes as one JSON document.
  /// - Throws: `EngineError` where they are none, and errors of `body`.
  static func reading<R>(_ bytes: [UInt8], _ file: String, _ body: (inout JSONParser) throws -> R) throws -> R {
    var parser = JSONParser(bytes: bytes)
    do {
      return try parser.document(body)
    } catch let error as JSONSyntaxError {
      throw EngineError(
        "\(file) is not valid JSON: line \(error.line), column \(error.column): \(error.reason); save the tokenizer again or restore the file",
        kind: .damaged)
    }
  }
}
