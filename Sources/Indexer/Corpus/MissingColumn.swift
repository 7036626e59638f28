import Store
import Support

/// A selected column that a corpus lacks.
struct MissingColumn {
  private static let mostNames = 20

  let name: String
  /// Whether it is the default column of the text, which the command line does not name.
  let isCustomaryText: Bool
  /// The columns of the corpus.
  let others: [String]
  /// Columns that cannot be meant, because they are in use.
  private let used: Set<String>

  /// The first required column of a selection that a corpus lacks; nil where it lacks none.
  init?(_ selection: ColumnSelection, others: [String], used: Set<String>) {
    guard let column = selection.wanted.first(where: { $0.isRequired && !used.contains($0.name) }) else { return nil }
    self.init(column.name, of: selection, others: others, used: used)
  }

  init(_ name: String, of selection: ColumnSelection, others: [String], used: Set<String>) {
    self.name = name
    isCustomaryText = name == selection.columns.text && !selection.isTextNamed
    self.others = others
    // Any column may be kept, even the text's.
    self.used = selection.columns.keep.contains(name) ? Set(selection.columns.keep) : used
  }

  /// One sentence about a corpus, or about its first rows.
  /// - Parameters:
  ///   - corpus: The corpus' name in messages.
  ///   - rows: Number of inspected rows; nil where it is certain that no row has the column.
  ///   - isHeader: Whether the columns come from a header.
  ///   - hint: Advice, where the cause is something else than the name.
  /// - Returns: The error.
  func error(corpus: String, rows: Int? = nil, isHeader: Bool = false, hint: String = "") -> IndexerError {
    IndexerError(
      "\(corpus == ByteReader.standardInput ? corpus : "corpus '\(corpus)'") has no column '\(name)'\(rows.map { " in its first \($0.grouped) rows" } ?? "")"
        + (others.isEmpty ? "; its rows have no columns at all" : "; it has \(list)")
        + (hint.isEmpty ? advice + (isHeader && meansText ? " (its first line must be a header)" : "") : hint), kind: .notFound)
  }

  /// ": did you mean 'label'?", or other advice.
  var advice: String {
    let free = others.filter { !used.contains($0) }
    if let likely = EditDistance.likely(free, for: name) {
      // Of equally near names, a default name is meant.
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

  /// The columns of the corpus, quoted.
  var list: String {
    others.prefix(Self.mostNames).map { "'\($0)'" }.joined(separator: ", ")
      + (others.count > Self.mostNames ? " and \((others.count - Self.mostNames).grouped) more" : "")
  }
}
