import Store

/// A value in a JSON object of a corpus. Numbers stay text, because a store keeps the values of the corpus to the last digit.
enum CorpusValue: Sendable, Equatable {
  case string(String)
  /// A number, as written.
  case number(String)
  case bool(Bool)
  case null
  /// A list or an object, as written.
  case list(String)
  case object(String)

  /// The name of the kind of value in messages.
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

  /// The value for a kept column; nil for null. Values that JSON has no number for, such as NaN, become texts.
  var keptValue: KeptValue? {
    switch self {
    case .string(let text): .text(text)
    // Of the texts that are accepted as numbers, only NaN and the infinities end in a letter.
    case .number(let text): text.utf8.last.map { (0x30...0x39).contains($0) } == true ? .json(text) : .text(text)
    case .bool, .list, .object: keptText.map(KeptValue.json)
    case .null: nil
    }
  }

  /// The value as text: strings without quotes, other values as JSON, nil for null.
  var keptText: String? {
    switch self {
    case .string(let text), .number(let text), .list(let text), .object(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null: nil
    }
  }
}
