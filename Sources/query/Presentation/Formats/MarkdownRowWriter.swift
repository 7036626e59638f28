/// A table in GitHub's Markdown. Texts appear as they are: characters that Markdown or HTML would interpret are escaped, and a line break
/// becomes `<br>`.
///
/// It is for people: numbers are rounded and aligned to the right, as in a table. The first row decides which columns hold numbers, so that
/// rows can be written one by one.
final class MarkdownRowWriter: RowWriter {
  private let columns: [String]
  private var hasHeader = false

  /// Creates a writer of rows with these columns.
  init(columns: [String]) { self.columns = columns }

  func write(_ cells: [Cell], to sink: ByteSink) throws {
    try writeHeader(aligned: cells.map(\.isNumber), to: sink)
    try sink.write(Self.line(cells.map { Self.escaped(Table.markdownText(of: $0)) }))
  }

  /// Writes the header if there was no row.
  func end(to sink: ByteSink) throws {
    try writeHeader(aligned: columns.map { _ in false }, to: sink)
  }

  private func writeHeader(aligned isRight: [Bool], to sink: ByteSink) throws {
    if hasHeader { return }
    hasHeader = true
    try sink.write(Self.line(columns.map(Self.escaped)) + Self.line(isRight.map { $0 ? "---:" : "---" }))
  }

  private static func line(_ fields: [String]) -> String { "| " + fields.joined(separator: " | ") + " |\n" }

  /// The text of a cell, escaped.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "|", "*", "_", "`", "[", "]", "<", ">", "~", "$", "&":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      case "\r" where index + 1 < scalars.count && scalars[index + 1] == "\n": break
      case "\n", "\r": escaped += "<br>"
      case "\t": escaped += " "
      default: escaped += TerminalText.harmless(String(scalar))
      }
    }
    return escaped
  }
}
