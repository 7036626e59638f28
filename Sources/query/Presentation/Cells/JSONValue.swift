import Support

/// A JSON document whose objects keep the order of their keys.
package indirect enum JSONValue {
  case cell(Cell)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The document on one line. Numbers have the fewest digits that read back as the same value; infinities and NaN become null.
  package var text: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// Appends the document to `text`.
  func append(to text: inout String) {
    switch self {
    case .cell(let cell):
      Self.append(cell, to: &text)
    case .array(let elements):
      text.append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { text.append(",") }
        element.append(to: &text)
      }
      text.append("]")
    case .object(let members):
      text.append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { text.append(",") }
        JSONText.append(quoting: member.key, to: &text)
        text.append(":")
        member.value.append(to: &text)
      }
      text.append("}")
    }
  }

  static func append(_ cell: Cell, to text: inout String) {
    switch cell {
    case .text(let string): JSONText.append(quoting: string, to: &text)
    case .json(let json): append(document: json, to: &text)
    case .integer, .single, .double: text.append(cell.exactNumber ?? "null")
    case .flag(let flag): text.append(flag ? "true" : "false")
    case .null: text.append("null")
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
