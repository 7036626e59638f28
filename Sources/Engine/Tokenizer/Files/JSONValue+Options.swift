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
