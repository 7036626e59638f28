import Store

/// Finds the columns that a run uses among those that a corpus has.
struct ColumnNames {
  /// Column -> its name in the corpus, for each column of the selection that the corpus has.
  private(set) var found: [String: String] = [:]
  /// A sentence for each customary column that the corpus spells otherwise.
  private(set) var notices: [String] = []

  /// Finds the columns of `selection` among `names`, those of a header or of objects.
  /// - Parameters:
  ///   - selection: Columns that are to be found.
  ///   - names: Columns that there are, in their order.
  ///   - corpus: As messages call it.
  ///   - isHeader: Whether `names` are those of a header, in which no column in use may stand twice.
  /// - Throws: `IndexerError` where it cannot be told which column is meant.
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
            + "with \(column.option)")
      }
      // Somebody named it as something else.
      guard !selection.wanted.contains(where: { $0.name == name }) else { continue }
      found[column.name] = name
      notices.append("the column '\(name)' of '\(corpus)' is taken for '\(column.name)'")
    }
  }
}
