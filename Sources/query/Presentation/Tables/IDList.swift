/// Ids in one cell of a table, separated by ", ". A part of an id is of no use, so only whole ids are left out.
enum IDList {
  private static let separator = ", "
  private static let more = ", …"

  /// Whether a column holds lists of ids. A column of this name may also hold counts, which are no texts.
  static func isOne(_ column: String) -> Bool { column == "examples" }

  /// Width of the shortest form of a list, in columns.
  static func least(of text: String) -> Int { DisplayWidth.of(TerminalText.harmless(fitting(text, width: 0))) }

  /// As many of the ids as fit into `width` columns, at least the first; an ellipsis stands for the others.
  static func fitting(_ text: String, width: Int) -> String {
    if DisplayWidth.of(TerminalText.harmless(text)) <= width { return text }
    let ids = text.split(separator: separator).map(String.init)
    guard ids.count > 1 else { return text }
    let lists = (1..<ids.count).map { ids.prefix($0).joined(separator: separator) + more }
    return lists.last { DisplayWidth.of(TerminalText.harmless($0)) <= width } ?? lists[0]
  }
}
