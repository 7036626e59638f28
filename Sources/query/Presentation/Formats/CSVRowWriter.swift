/// Comma-separated values with the quoting of RFC 4180, lines ended by a line feed.
///
/// A field is quoted only where it contains a comma, a quote or a line break; null is an empty field. Numbers have the fewest digits that
/// read back as the same value. For spreadsheets, the file begins with a byte order mark, lines end with CR LF as in the RFC, and a text
/// that would be a formula is made harmless.
struct CSVRowWriter: RowWriter {
  /// Whether control characters are replaced: so on a terminal, where no program reads the values.
  let isForTerminal: Bool
  /// Whether a spreadsheet program opens the file.
  var isForSpreadsheets = false

  /// Writes the header.
  func writeHeader(_ columns: [String], to sink: ByteSink) throws {
    if isForSpreadsheets { try sink.write(Spreadsheet.byteOrderMark) }
    try write(columns.map(Cell.text), to: sink)
  }

  func write(_ cells: [Cell], to sink: ByteSink) throws {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(",") }
      switch cell {
      case .text, .json:
        let text = isForSpreadsheets ? Spreadsheet.harmless(cell.plainText) : cell.plainText
        Self.append(isForTerminal ? TerminalText.harmless(text, keepsLines: true) : text, to: &line)
      case .integer, .single, .double, .flag, .null: line.append(cell.plainText)
      }
    }
    line.append(isForSpreadsheets ? "\r\n" : "\n")
    try sink.write(line)
  }

  /// Appends a field, with quotes if necessary.
  private static func append(_ text: String, to line: inout String) {
    let mustQuote = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
    guard mustQuote else {
      line.append(text)
      return
    }
    line.append("\"")
    // The loop is over scalars, because a quote with a combining mark is another Character than a quote.
    for scalar in text.unicodeScalars {
      if scalar == "\"" { line.append("\"") }
      line.unicodeScalars.append(scalar)
    }
    line.append("\"")
  }
}
