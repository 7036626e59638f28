import Foundation

/// The widths of a table's columns where the table has to fit a width.
struct ColumnFit {
  /// Columns with texts of examples, which are shortened first.
  private static let texts: Set<String> = ["text", "pair"]
  /// The fewest terminal columns that a shortened table column keeps: a text in the first stage, a text in the last, and a name.
  private static let fewest = (text: 20, shortText: 10, name: 8)

  let names: [String]
  /// The width that each column would take.
  let natural: [Int]
  /// Whether the cells of a column may be shortened. Where they are numbers, only the header may.
  let isCut: [Bool]
  /// Width of the widest cell in each column whose cells are not shortened, without the header; 0 for other columns.
  let floors: [Int]
  /// Terminal columns between two columns of the table.
  let gap: Int

  /// Whether a column holds texts of examples.
  static func isText(_ name: String) -> Bool { texts.contains(name) }

  /// The width of the table where texts remain readable and the first column is complete.
  var comfortable: Int { total(widths(for: 0, stages.prefix(3))) }

  /// The least width of the table.
  var least: Int { total(widths(for: 0)) }

  /// The widths of the columns. Texts are shortened first, then names, then the headers of numbers, then texts again, and last the first
  /// column, unless it holds ids; in each stage the widest column is first. Where all of that is not enough, the table is wider than
  /// `width`.
  func widths(for width: Int) -> [Int] { widths(for: width, stages[...]) }

  private typealias Stage = (columns: [Int], fewest: Int)

  private func widths(for width: Int, _ stages: ArraySlice<Stage>) -> [Int] {
    var widths = natural
    var excess = total(widths) - width
    let least = zip(floors, heads).map { max($0, $1) }
    for (columns, fewest) in stages {
      while excess > 0, let column = columns.filter({ widths[$0] > max(fewest, least[$0]) }).max(by: { widths[$0] < widths[$1] }) {
        widths[column] -= 1
        excess -= 1
      }
    }
    return widths
  }

  /// The least width of each header: as much as distinguishes it from the others, and an ellipsis.
  private var heads: [Int] {
    names.map { name in
      let shared = names.filter { $0 != name }.reduce(0) { max($0, name.commonPrefix(with: $1).count) }
      return min(DisplayWidth.of(TerminalText.harmless(name)), DisplayWidth.of(TerminalText.harmless(String(name.prefix(shared + 1)))) + 1)
    }
  }

  private func total(_ widths: [Int]) -> Int { widths.reduce(gap * max(0, widths.count - 1), +) }

  private var stages: [Stage] {
    let cut = names.indices.filter { isCut[$0] }
    let labels = cut.filter { !Self.isText(names[$0]) }
    let texts = cut.filter { Self.isText(names[$0]) }
    return [
      (texts, Self.fewest.text), (labels.filter { $0 > 0 }, Self.fewest.name), (names.indices.filter { !isCut[$0] }, Self.fewest.name),
      (texts, Self.fewest.shortText),
      // A part of an id is of no use.
      (labels.filter { $0 == 0 && names[0] != "example" }, Self.fewest.name),
    ]
  }
}
