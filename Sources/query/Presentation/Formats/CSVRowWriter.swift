/// Comma-separated values with the quoting of RFC 4180, lines ended by a line feed.
///
/// A field is quoted where it holds a comma, a quote or a line break, and only there; null is an empty field. Numbers are written in the
/// fewest digits that read back as the same value. For spreadsheets, a byte order mark comes first, lines end with CR LF as in the RFC, and a
/// text that would be a formula is made harmless.
struct CSVRowWriter: RowWriter {
  /// Whether control characters are made harmless: so on a terminal, where nothing reads the values back.
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

  /// Appends a field, quoted where it must be.
  private static func append(_ text: String, to line: inout String) {
    let mustQuote = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
    guard mustQuote else {
      line.append(text)
      return
    }
    line.append("\"")
    // By scalars: as characters, a quote followed by a combining mark would not be a quote.
    for scalar in text.unicodeScalars {
      if scalar == "\"" { line.append("\"") }
      line.unicodeScalars.append(scalar)
    }
    line.append("\"")
  }
}
