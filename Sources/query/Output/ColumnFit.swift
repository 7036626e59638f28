/// How wide the columns of a table are where it has to fit a width.
struct ColumnFit {
  /// Texts of examples, which are cut before anything else.
  private static let texts: Set<String> = ["text", "pair"]
  /// The fewest cells that a cut column keeps: of a text at first, of a text in the end, and of a name.
  private static let least = (text: 20, shortText: 10, name: 8)

  let names: [String]
  /// What each column would take.
  let natural: [Int]
  /// Whether the cells of a column may be cut. Where they may not, being numbers, its header may.
  let isCut: [Bool]
  /// The widest cell of each column, its header left out.
  let widest: [Int]
  /// Cells between two columns.
  let gap: Int

  /// The widths of the columns. Texts are cut first, then names, then the headers of numbers, then texts again, and what the rows are called
  /// by last, unless that is an id; of them the widest first. Where not even that is enough, the table is wider.
  func widths(for width: Int) -> [Int] {
    var widths = natural
    var excess = widths.reduce(gap * max(0, widths.count - 1), +) - width
    for (columns, least) in stages {
      while excess > 0, let column = columns.filter({ widths[$0] > least($0) }).max(by: { widths[$0] < widths[$1] }) {
        widths[column] -= 1
        excess -= 1
      }
    }
    return widths
  }

  private var stages: [(columns: [Int], least: (Int) -> Int)] {
    let cut = names.indices.filter { isCut[$0] }
    let labels = cut.filter { !Self.texts.contains(names[$0]) }
    let texts = cut.filter { Self.texts.contains(names[$0]) }
    return [
      (texts, { _ in Self.least.text }), (labels.filter { $0 > 0 }, { _ in Self.least.name }),
      (names.indices.filter { !isCut[$0] }, { max(widest[$0], Self.least.name) }), (texts, { _ in Self.least.shortText }),
      // A part of an id finds nothing.
      (labels.filter { $0 == 0 && names[0] != "example" }, { _ in Self.least.name }),
    ]
  }
}
