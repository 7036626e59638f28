/// A JSON document to be written on one line. Objects keep the order of their members.
public indirect enum JSONOutput: Sendable {
  /// An entry of an object.
  public typealias Member = (key: String, value: JSONOutput)

  case null
  case flag(Bool)
  case integer(Int)
  /// Null where it is infinite or NaN.
  case single(Float)
  /// Null where it is infinite or NaN.
  case double(Double)
  case text(String)
  /// JSON text, written in its present form.
  case document(String)
  case array([JSONOutput])
  case object([Member])

  /// The document without spaces.
  public var text: String { text(spacing: "") }

  /// The document with `spacing` after each comma and colon.
  public func text(spacing: String) -> String {
    var text = ""
    append(to: &text, spacing: spacing)
    return text
  }

  /// Appends the document to `text`, with `spacing` after each comma and colon.
  public func append(to text: inout String, spacing: String = "") {
    switch self {
    case .null: text.append("null")
    case .flag(let flag): text.append(flag ? "true" : "false")
    case .integer(let value): text.append(String(value))
    case .single(let value): text.append(JSONText.number(value) ?? "null")
    case .double(let value): text.append(JSONText.number(value) ?? "null")
    case .text(let string): JSONText.append(quoting: string, to: &text)
    case .document(let json): Self.append(document: json, to: &text)
    case .array(let elements):
      text.append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { text.append("," + spacing) }
        element.append(to: &text, spacing: spacing)
      }
      text.append("]")
    case .object(let members):
      text.append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { text.append("," + spacing) }
        JSONText.append(quoting: member.key, to: &text)
        text.append(":" + spacing)
        member.value.append(to: &text, spacing: spacing)
      }
      text.append("}")
    }
  }

  /// Appends JSON text in its present form, on one line.
  private static func append(document json: String, to text: inout String) {
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: text.append(" ")
      // These characters occur in strings only.
      case 0x7F...0x9F, 0x2028, 0x2029: text.append(JSONText.escape(scalar))
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
