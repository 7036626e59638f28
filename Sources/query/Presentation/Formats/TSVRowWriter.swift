/// Writes tab-separated values, one row on each line, without quotes: a tab, line feed, carriage return or backslash in a text becomes
/// `\t`, `\n`, `\r` or `\\`, as in PostgreSQL and MySQL. Null is an empty field.
///
/// Numbers have the fewest digits that read back as the same value.
struct TSVRowWriter: RowWriter {
  /// Writes the header.
  func writeHeader(_ columns: [String], to sink: ByteSink) throws {
    try write(columns.map(Cell.text), to: sink)
  }

  func write(_ cells: [Cell], to sink: ByteSink) throws {
    let fields = cells.map { cell in
      let text = Self.escaped(cell.plainText)
      return sink.isTerminal ? TerminalText.harmless(text) : text
    }
    try sink.write(fields.joined(separator: "\t") + "\n")
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x5C }) else { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
