import Foundation

/// Rows in aligned columns, for people.
///
/// Numbers stand at the right edge of their column, rounded; text at the left, with control characters made harmless. Widths are
/// those of a terminal's cells.
struct Table {
  let columns: [String]
  let rows: [[Cell]]

  /// The table with its header, each line ended by a line feed and free of trailing blanks.
  func text(caption: String) -> String {
    let header = columns.map { TerminalText.harmless($0) }
    let cells = rows.map { $0.map(Self.text(of:)) }
    let isRight = columns.indices.map { column in
      rows.contains { $0[column].isNumber } && rows.allSatisfy { $0[column].isNumber || $0[column] == .null }
    }
    let widths = columns.indices.map { column in
      cells.reduce(DisplayWidth.of(header[column])) { max($0, DisplayWidth.of($1[column])) }
    }
    let lines = ([header] + cells).map { line in
      let padded = line.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(line[column]))
        return isRight[column] ? padding + line[column] : line[column] + padding
      }
      return Self.withoutTrailingBlanks(padded.joined(separator: "  "))
    }
    return (caption.isEmpty ? "" : caption + "\n\n") + lines.map { $0 + "\n" }.joined()
  }

  /// A cell as people read it.
  static func text(of cell: Cell) -> String {
    switch cell {
    case .text(let text), .json(let text): TerminalText.harmless(text)
    case .integer(let value): String(value)
    case .single(let value): rounded(Double(value))
    case .double(let value): rounded(value)
    case .flag(let flag): flag ? "yes" : "no"
    case .null: ""
    }
  }

  /// A cell as people read it, its text as it is.
  static func markdownText(of cell: Cell) -> String {
    if case .text(let text) = cell { text } else { text(of: cell) }
  }

  /// Four decimals; small numbers keep two significant digits instead.
  static func rounded(_ value: Double) -> String {
    let isSmall = value != 0 && abs(value) < 0.00095
    return String(format: isSmall || abs(value) >= 1e9 ? "%.1e" : "%.4f", value)
  }

  /// A line up to its last character that is no blank.
  static func withoutTrailingBlanks(_ line: String) -> String {
    let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
    return String(line[..<end])
  }
}
