/// Ids in one cell of a table, ", " between two. A part of an id finds nothing, so that only whole ones are left out.
enum IDList {
  private static let separator = ", "
  private static let more = ", …"

  /// Whether a column has such cells: those whose cells are text and not counts.
  static func isOne(_ column: String) -> Bool { column == "examples" }

  /// The cells that the shortest form of a list takes.
  static func least(of text: String) -> Int { DisplayWidth.of(TerminalText.harmless(fitting(text, width: 0))) }

  /// As many of the ids as fit into `width` cells, the first in any case; an ellipsis stands for the others.
  static func fitting(_ text: String, width: Int) -> String {
    if DisplayWidth.of(TerminalText.harmless(text)) <= width { return text }
    let ids = text.split(separator: separator).map(String.init)
    guard ids.count > 1 else { return text }
    let lists = (1..<ids.count).map { ids.prefix($0).joined(separator: separator) + more }
    return lists.last { DisplayWidth.of(TerminalText.harmless($0)) <= width } ?? lists[0]
  }
}
