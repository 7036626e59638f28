/// A value of a corpus' JSON object. Numbers stay text: a store keeps what the corpus says, to the last digit.
enum JSONValue: Sendable, Equatable {
  case string(String)
  /// As it was written.
  case number(String)
  case bool(Bool)
  case null
  /// A list or an object, as it was written.
  case list(String)
  case object(String)

  /// What a message calls it.
  var kind: String {
    switch self {
    case .string: "text"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    case .list: "a list"
    case .object: "an object"
    }
  }

  /// The value as the text of a kept column: strings unquoted, all else as its JSON text, nil for null.
  var keptText: String? {
    switch self {
    case .string(let text), .number(let text), .list(let text), .object(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null: nil
    }
  }
}
