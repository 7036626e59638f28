import Store
import Support

/// A column in use that a corpus lacks.
struct MissingColumn {
  private static let mostNames = 20

  let name: String
  /// Whether the name is the customary one of the text, which nobody gave.
  let isCustomaryText: Bool
  /// The columns that there are.
  let others: [String]
  /// Columns that cannot be meant, being in use.
  private let used: Set<String>

  /// The first column of a selection that a corpus must have and lacks; nil where there is none.
  init?(_ selection: ColumnSelection, others: [String], used: Set<String>) {
    guard let column = selection.wanted.first(where: { $0.isRequired && !used.contains($0.name) }) else { return nil }
    self.init(column.name, of: selection, others: others, used: used)
  }

  init(_ name: String, of selection: ColumnSelection, others: [String], used: Set<String>) {
    self.name = name
    isCustomaryText = name == selection.columns.text && !selection.isTextNamed
    self.others = others
    // Any column may be kept, the one of the text, too.
    self.used = selection.columns.keep.contains(name) ? Set(selection.columns.keep) : used
  }

  /// One sentence for a corpus, or for its first rows.
  /// - Parameters:
  ///   - corpus: As messages call it.
  ///   - rows: How many rows were looked at; nil where it is certain that no other has the column.
  ///   - isHeader: Whether the columns are those of a header.
  ///   - hint: What to try, where something else is to blame than the name.
  /// - Returns: The error.
  func error(corpus: String, rows: Int? = nil, isHeader: Bool = false, hint: String = "") -> IndexerError {
    IndexerError(
      "\(corpus == ByteReader.standardInput ? corpus : "corpus '\(corpus)'") has no column '\(name)'\(rows.map { " in its first \($0.grouped) rows" } ?? "")"
        + (others.isEmpty ? "; its rows have no columns at all" : "; it has \(list)")
        + (hint.isEmpty ? advice + (isHeader && meansText ? " (its first line must be a header)" : "") : hint))
  }

  /// ": did you mean 'label'?", or what else helps.
  var advice: String {
    let free = others.filter { !used.contains($0) }
    if let likely = EditDistance.likely(free, for: name) {
      // Where names are equally near, a customary one is meant.
      func distance(_ other: String) -> Int { EditDistance.between(other.lowercased(), name.lowercased()) }
      let customary = free.first { ["text", "label", "id"].contains($0) && distance($0) <= distance(likely) }
      return ": did you mean '\(customary ?? likely)'?"
    }
    return meansText ? ": say which one is the text with --text" : ""
  }

  /// Whether any other column may be the text.
  private var meansText: Bool {
    isCustomaryText && others.contains { !used.contains($0) } && EditDistance.likely(others.filter { !used.contains($0) }, for: name) == nil
  }

  /// The columns that there are, quoted.
  var list: String {
    others.prefix(Self.mostNames).map { "'\($0)'" }.joined(separator: ", ")
      + (others.count > Self.mostNames ? " and \((others.count - Self.mostNames).grouped) more" : "")
  }
}
