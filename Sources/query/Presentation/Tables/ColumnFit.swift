import Foundation

/// How wide the columns of a table are where it has to fit a width.
struct ColumnFit {
  /// Texts of examples, which are cut before anything else.
  private static let texts: Set<String> = ["text", "pair"]
  /// The fewest cells that a cut column keeps: of a text at first, of a text in the end, and of a name.
  private static let fewest = (text: 20, shortText: 10, name: 8)

  let names: [String]
  /// What each column would take.
  let natural: [Int]
  /// Whether the cells of a column may be cut. Where they may not, being numbers, its header may.
  let isCut: [Bool]
  /// The widest cell of each column that is not cut, its header left out; 0 where all may be.
  let floors: [Int]
  /// Cells between two columns.
  let gap: Int

  /// Whether a column holds texts of examples.
  static func isText(_ name: String) -> Bool { texts.contains(name) }

  /// The width of the table where texts keep a stretch to be read, and the first column all of its cells.
  var comfortable: Int { total(widths(for: 0, stages.prefix(3))) }

  /// The width that the table has at least.
  var least: Int { total(widths(for: 0)) }

  /// The widths of the columns. Texts are cut first, then names, then the headers of numbers, then texts again, and what the rows are called
  /// by last, unless that is an id; of them the widest first. Where not even that is enough, the table is wider.
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

  /// What each header takes at least: as much as tells it from the others, and an ellipsis.
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
      // A part of an id finds nothing.
      (labels.filter { $0 == 0 && names[0] != "example" }, Self.fewest.name),
    ]
  }
}
