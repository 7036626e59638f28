import Support

/// A JSON value whose type is not known before it is read.
enum ConfigurationValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case array([ConfigurationValue])
  case object([String: ConfigurationValue])

  /// Takes over a JSON document; of several members with the same key, the last one counts.
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .number(let value): self = Int(exactly: value).map { .integer($0) } ?? .number(value)
    case .string(let value): self = .text(value)
    case .array(let values): self = .array(values.map { ConfigurationValue($0) })
    case .object(let members): self = .object(Dictionary(members.map { ($0.key, ConfigurationValue($0.value)) }) { $1 })
    }
  }

  /// A supported value in error messages: a text without quotes, and an empty object as in JSON.
  var name: String {
    switch self {
    case .text(let value): value
    case .object(let members) where members.isEmpty: "{}"
    default: summary
    }
  }

  /// The value in the notation of error messages.
  var summary: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): "'\(value.prefix(60))'"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
