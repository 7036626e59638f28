import Foundation

/// Rows in aligned columns, for people.
///
/// Numbers stand at the right edge of their column, rounded; text at the left, with control characters made harmless. Widths are
/// those of a terminal's cells.
struct Table {
  /// A cell by the numbers of its row and its column.
  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  let columns: [String]
  let rows: [[Cell]]
  /// Cells that a text takes at most, where there is no width that the whole table has to fit.
  var textWidth: Int?
  /// What is marked in a text, in Unicode scalars: where the text is cut, this stays, in the middle.
  var hits: [Place: Range<Int>] = [:]
  /// How it is marked.
  var hitMark = HitMark(depth: .none)

  /// The table with its header, each line ended by a line feed and free of trailing blanks.
  ///
  /// With a width, lines are no wider if texts can be cut for it; numbers never are.
  func text(caption: String, width: Int? = nil) -> String {
    let header = columns.map { TerminalText.harmless($0) }
    let isRight = columns.indices.map { column in
      rows.contains { $0[column].isNumber } && rows.allSatisfy { $0[column].isNumber || $0[column] == .null }
    }
    let rooms = rooms(width, isRight)
    let cells = rows.indices.map { row in columns.indices.map { laidOut(Place(row: row, column: $0), room: rooms[$0]) } }
    let heads = columns.indices.map { column in rooms[column].map { Excerpt.fitting(header[column], width: $0) } ?? header[column] }
    let lines = [heads.map { (text: $0, width: DisplayWidth.of($0)) }] + cells
    let widths = columns.indices.map { column in lines.reduce(0) { max($0, $1[column].width) } }
    let text = lines.map { line in
      let padded = line.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - line[column].width)
        return isRight[column] ? padding + line[column].text : line[column].text + padding
      }
      return Self.withoutTrailingBlanks(padded.joined(separator: Self.gap)) + "\n"
    }
    return (caption.isEmpty ? "" : caption + "\n\n") + text.joined()
  }

  private static let gap = "  "

  /// The cells that a text of each column may take; nil for what is not cut.
  private func rooms(_ width: Int?, _ isRight: [Bool]) -> [Int?] {
    // One more for the ellipsis.
    guard let width else { return columns.map { _ in textWidth.map { $0 + 1 } } }
    let widest = columns.indices.map { column in
      rows.indices.reduce(0) { max($0, laidOut(Place(row: $1, column: column), room: nil).width) }
    }
    let natural = zip(columns, widest).map { max(DisplayWidth.of(TerminalText.harmless($0)), $1) }
    let fitted = ColumnFit(
      names: columns, natural: natural,
      isCut: columns.indices.map { column in !isRight[column] && rows.contains { !Self.isFigure($0[column]) } }, widest: widest,
      gap: Self.gap.count
    )
    .widths(for: width)
    return zip(natural, fitted).map { $1 < $0 ? $1 : nil }
  }

  /// Whether a cell is never cut: all but text, and text that is a share, such as "76.3 % (72.8–79.6)".
  private static func isFigure(_ cell: Cell) -> Bool {
    guard case .text(let text) = cell else { return true }
    return text.isEmpty || (text.contains(" %") && (text.hasPrefix("<") || text.first?.isNumber == true))
  }

  /// A cell as it is printed, cut to `room` where it is text, and the cells that it takes.
  private func laidOut(_ place: Place, room: Int?) -> (text: String, width: Int) {
    let cell = rows[place.row][place.column]
    guard case .text(let text) = cell else {
      let text = Self.text(of: cell)
      return (text, DisplayWidth.of(text))
    }
    if let hit = hits[place] {
      let excerpt = Excerpt.centred(hit, in: text, width: room.map { max(1, $0 - hitMark.width) })
      let width = [excerpt.before, excerpt.hit, excerpt.after].reduce(hitMark.width) { $0 + DisplayWidth.of($1) }
      return (excerpt.before + hitMark.marked(excerpt.hit) + excerpt.after, width)
    }
    let shown = TerminalText.harmless(room.map { Excerpt.fitting(text, width: $0) } ?? text)
    return (shown, DisplayWidth.of(shown))
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
