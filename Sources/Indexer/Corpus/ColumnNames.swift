import Store
import Support

/// The columns in use, found among the columns of a corpus.
struct ColumnNames {
  /// Column -> its name in the corpus, for each selected column that the corpus has.
  private(set) var found: [String: String] = [:]
  /// A sentence for each default column that the corpus spells differently.
  private(set) var notices: [String] = []

  /// Finds the columns of `selection` among the names of a header or of JSON objects.
  /// - Parameters:
  ///   - selection: The columns to find.
  ///   - names: The columns of the corpus, in order.
  ///   - corpus: The corpus' name in messages.
  ///   - isHeader: Whether `names` come from a header, in which no column in use may occur twice.
  /// - Throws: `IndexerError` where a column is ambiguous.
  init(_ selection: ColumnSelection, among names: [String], corpus: String, isHeader: Bool) throws {
    for column in selection.wanted {
      let exact = names.filter { $0 == column.name }.count
      if exact > 1, isHeader {
        throw IndexerError(
          "corpus '\(corpus)' has the column '\(column.name)' \(exact == 2 ? "twice" : "\(exact) times"): rename all but one of them, or use others"
        )
      }
      if exact > 0 { found[column.name] = column.name }
    }
    for column in selection.customary where found[column.name] == nil {
      let alike = names.filter { $0.loosened == column.name.loosened }
      guard let name = alike.first else { continue }
      guard alike.count == 1 else {
        throw IndexerError(
          "corpus '\(corpus)' has no column '\(column.name)', but \(alike.map { "'\($0)'" }.joined(separator: " and ")): say which one is meant "
            + "with \(column.option)", kind: .notFound)
      }
      // Another option names this column.
      guard !selection.wanted.contains(where: { $0.name == name }) else { continue }
      found[column.name] = name
      notices.append("the column '\(name)' of '\(corpus)' is taken for '\(column.name)'")
    }
  }
}
