import Foundation

/// Rows in aligned columns, for people.
///
/// Numbers are rounded and aligned to the right, texts to the left, with control characters replaced. Widths are in columns of a terminal.
struct Table {
  /// A cell, by the indices of its row and its column.
  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  let columns: [String]
  let rows: [[Cell]]
  /// Upper bound of the width of a text, where the table as a whole need not fit a width.
  var textWidth: Int?
  /// The search hit of a text, in Unicode scalars: a shortened text keeps it, in the middle.
  var hits: [Place: Range<Int>] = [:]
  /// The mark of a search hit.
  var hitMark = HitMark(depth: .none)

  /// Number of first columns that identify a row; they are repeated in each part of a table that is too wide.
  var keys = 1
  /// Columns before which a table that is too wide begins a new part in any case.
  var breaks: Set<String> = []
  /// Columns that a table that is too wide leaves out, in this order.
  var optional: [String] = []
  /// Whether the interval of a share is in a line of its own.
  var isStacked = false

  /// The table with its header, each line ended by a line feed and without trailing blanks.
  ///
  /// With a width, lines are no wider. In this order, texts and headers are shortened, intervals are put into lines of their own, optional
  /// columns are left out, which the caption says, and the table is divided into parts. Numbers and ids are never shortened.
  func text(caption: String, width: Int? = nil) -> String {
    guard let width else { return Self.heading(caption, width: nil) + lines(width: nil) }
    let (table, leftOut) = fitting(width)
    let note = leftOut.isEmpty ? "" : (caption.isEmpty ? "" : "; ") + "left out to fit the width: \(leftOut.joined(separator: ", "))"
    return Self.heading(caption + note, width: width) + table.parts(width).map { $0.lines(width: width) }.joined(separator: "\n")
  }

  static let gap = "  "

  private static func heading(_ caption: String, width: Int?) -> String {
    caption.isEmpty ? "" : Paragraph.fitting(caption, width: width) + "\n\n"
  }

  /// Header and rows.
  private func lines(width: Int?) -> String {
    let header = columns.map { TerminalText.harmless($0) }
    let isRight = isRight
    let rooms = rooms(width)
    let heads = columns.indices.map { column in rooms[column].map { Excerpt.fitting(header[column], width: $0) } ?? header[column] }
    let rows = rows.indices.flatMap { row in
      let cells = columns.indices.map { laidOut(Place(row: row, column: $0), room: rooms[$0]) }
      let height = cells.reduce(1) { max($0, $1.count) }
      return (0..<height).map { line in cells.map { $0.indices.contains(line) ? $0[line] : Line(text: "", width: 0) } }
    }
    let lines = [heads.map { Line(text: $0, width: DisplayWidth.of($0)) }] + rows
    let widths = columns.indices.map { column in lines.reduce(0) { max($0, $1[column].width) } }
    return lines.map { line in
      let padded = line.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - line[column].width)
        return isRight[column] ? padding + line[column].text : line[column].text + padding
      }
      return Self.withoutTrailingBlanks(padded.joined(separator: Self.gap)) + "\n"
    }.joined()
  }

  /// A line of a cell, and its width in columns of a terminal.
  private typealias Line = (text: String, width: Int)

  private var isRight: [Bool] {
    columns.indices.map { column in
      rows.contains { $0[column].isNumber } && rows.allSatisfy { $0[column].isNumber || $0[column] == .null || Self.isBound($0[column]) }
    }
  }

  /// The possible widths of the columns.
  var fit: ColumnFit {
    let isRight = isRight
    func widest(_ column: Int, _ isCounted: (Cell) -> Bool) -> Int {
      rows.indices.reduce(0) { widest, row in
        guard isCounted(rows[row][column]) else { return widest }
        return laidOut(Place(row: row, column: column), room: nil).reduce(widest) { max($0, $1.width) }
      }
    }
    return ColumnFit(
      names: columns,
      natural: columns.indices.map { max(DisplayWidth.of(TerminalText.harmless(columns[$0])), widest($0) { _ in true }) },
      isCut: columns.indices.map { column in !isRight[column] && rows.contains { !isFigure($0[column], in: column) } },
      floors: columns.indices.map { column in max(widest(column) { isFigure($0, in: column) }, leastOfIDs(column)) }, gap: Self.gap.count)
  }

  /// The least width of the ids in a column.
  private func leastOfIDs(_ column: Int) -> Int {
    guard IDList.isOne(columns[column]) else { return 0 }
    return rows.reduce(0) { max($0, Self.cuttable($1[column]).map(IDList.least) ?? 0) }
  }

  /// Upper bound of the width of each column's texts; nil for columns that are not shortened.
  private func rooms(_ width: Int?) -> [Int?] {
    // One column more for the ellipsis.
    guard let width else { return columns.map { _ in textWidth.map { $0 + 1 } } }
    let fit = fit
    return zip(fit.natural, fit.widths(for: width)).map { $1 < $0 ? $1 : nil }
  }

  /// Whether a cell is never shortened: so are all but texts, and texts that are numbers, except texts of examples.
  private func isFigure(_ cell: Cell, in column: Int) -> Bool {
    guard let text = Self.cuttable(cell) else { return true }
    return text.isEmpty || (!ColumnFit.isText(columns[column]) && Figure.isOne(text))
  }

  /// Text, or JSON that is no number; nil for other values.
  private static func cuttable(_ cell: Cell) -> String? {
    switch cell {
    case .text(let text): text
    case .json(let json): cell.isNumber ? nil : json
    case .integer, .single, .double, .flag, .null: nil
    }
  }

  private static func isBound(_ cell: Cell) -> Bool {
    if case .text(let text) = cell { Figure.isBound(text) } else { false }
  }

  /// The lines of a cell as they are printed; a text is shortened to `room`.
  private func laidOut(_ place: Place, room: Int?) -> [Line] {
    let cell = rows[place.row][place.column]
    func line(_ text: String) -> Line { (text, DisplayWidth.of(text)) }
    guard let text = Self.cuttable(cell) else { return [line(Self.text(of: cell))] }
    if let hit = hits[place] {
      let excerpt = Excerpt.centred(hit, in: text, width: room.map { max(1, $0 - hitMark.width) })
      let width = [excerpt.before, excerpt.hit, excerpt.after].reduce(hitMark.width) { $0 + DisplayWidth.of($1) }
      return [(excerpt.before + hitMark.marked(excerpt.hit, of: text) + excerpt.after, width)]
    }
    if isFigure(cell, in: place.column) { return (isStacked ? Figure.lines(of: text) : [text]).map { line(TerminalText.harmless($0)) } }
    let fitting = IDList.isOne(columns[place.column]) ? IDList.fitting : Excerpt.fitting
    return [line(TerminalText.harmless(room.map { fitting(text, $0) } ?? text))]
  }

  /// The text of a cell for people.
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

  /// The text of a cell for people, without replaced control characters.
  static func markdownText(of cell: Cell) -> String {
    if case .text(let text) = cell { text } else { text(of: cell) }
  }

  /// The number with four decimals; a small number with two significant digits instead.
  static func rounded(_ value: Double) -> String {
    let isSmall = value != 0 && abs(value) < 0.00095
    return String(format: isSmall || abs(value) >= 1e9 ? "%.1e" : "%.4f", value)
  }

  /// A line without trailing blanks.
  static func withoutTrailingBlanks(_ line: String) -> String {
    let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
    return String(line[..<end])
  }
}
