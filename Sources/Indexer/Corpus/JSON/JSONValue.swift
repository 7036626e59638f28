import Store

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

  /// The value of a kept column; nil for null. What JSON has no number for, such as NaN, is a text.
  var keptValue: KeptValue? {
    switch self {
    case .string(let text): .text(text)
    // Only NaN and the infinities, among what may stand for a number, end in a letter.
    case .number(let text): text.utf8.last.map { (0x30...0x39).contains($0) } == true ? .json(text) : .text(text)
    case .bool, .list, .object: keptText.map(KeptValue.json)
    case .null: nil
    }
  }

  /// The value as a text: strings unquoted, all else as its JSON text, nil for null.
  var keptText: String? {
    switch self {
    case .string(let text), .number(let text), .list(let text), .object(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null: nil
    }
  }
}
