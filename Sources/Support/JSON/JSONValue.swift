/// A JSON document that keeps every key of an object, byte for byte and in order.
///
/// Foundation's decoders put keys into a `[String: _]`, where canonically equivalent strings are one key. A vocabulary may hold both a
/// composed and a decomposed "é" as two pieces, and would lose one of them.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One entry of an object.
  public struct Member: Sendable, Equatable {
    /// The key, without escapes, byte for byte.
    public let key: String
    /// The value under this key.
    public let value: JSONValue

    /// Creates an entry.
    public init(key: String, value: JSONValue) {
      (self.key, self.value) = (key, value)
    }
  }

  /// Parses a whole document.
  /// - Throws: `JSONSyntaxError`.
  public init(parsing bytes: [UInt8]) throws {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }

  /// The value of an object's key; the last one where a key is repeated, as most readers have it. Nil where this is no object or has no such key.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The text of a string.
  public var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The value of a boolean.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The value of a number, whole or not.
  public var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  /// The value of a whole number that fits.
  public var integer: Int? {
    number.flatMap { Int(exactly: $0) }
  }

  /// The elements of an array.
  public var array: [JSONValue]? {
    guard case .array(let values) = self else { return nil }
    return values
  }

  /// The entries of an object, in order.
  public var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}
