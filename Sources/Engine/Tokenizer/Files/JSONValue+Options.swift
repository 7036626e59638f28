import Support

/// Options of the parts of a tokenizer, with messages that name the file and the option.
extension JSONValue {
  /// The boolean under a key; nil where it is missing or null.
  /// - Throws: `EngineError` where the value is no boolean.
  func flag(_ key: String, file: String) throws -> Bool? {
    switch self[key] {
    case nil, .null?: return nil
    case .bool(let value)?: return value
    default: throw EngineError("\(file): '\(key)' is neither true nor false nor null; correct it", kind: .damaged)
    }
  }

  /// The string under a key; nil where it is missing or null.
  /// - Throws: `EngineError` where the value is no string.
  func text(_ key: String, file: String) throws -> String? {
    switch self[key] {
    case nil, .null?: return nil
    case .string(let value)?: return value
    default: throw EngineError("\(file): '\(key)' is no string; correct it", kind: .damaged)
    }
  }

  /// The `type` of a part of tokenizer.json, which `name` names in messages.
  /// - Throws: `EngineError` where it has none.
  func partType(_ name: String, file: String) throws -> String {
    guard let type = self["type"]?.string else {
      throw EngineError("\(file): \(name) has no 'type'; save the tokenizer again", kind: .damaged)
    }
    return type
  }

  /// The steps of a `Sequence`.
  /// - Throws: `EngineError` where it has no list of them.
  func steps(_ key: String, file: String) throws -> [JSONValue] {
    guard let steps = self[key]?.array else {
      throw EngineError("\(file): a 'Sequence' has no list of '\(key)'; save the tokenizer again", kind: .damaged)
    }
    return steps
  }

  /// The whole number under a key; nil where it is missing or null.
  /// - Throws: `EngineError` where the value is no whole number in `range`.
  func number(_ key: String, in range: ClosedRange<Int>, file: String) throws -> Int? {
    switch self[key] {
    case nil, .null?: return nil
    case let value?:
      guard let number = value.integer, range.contains(number) else {
        throw EngineError(
          "\(file): '\(key)' is no whole number from \(range.lowerBound) to \(range.upperBound); correct it", kind: .damaged)
      }
      return number
    }
  }
}
