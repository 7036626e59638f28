import GRDB

/// Sums the tokens of some examples in one scan, within one access to the database.
struct TotalsScan {
  /// A selection of examples.
  struct Selection {
    /// The examples that pass this filter,
    var filter = ExampleFilter()
    /// without the examples that pass this one,
    var excluded: ExampleFilter?
    /// that meet this SQL condition over `example`,
    var condition: String?
    /// without the examples with these keys.
    var skipped: Set<Int64> = []
    /// Whether the sums of scores do not matter, so that examples without scores take part, too.
    var isUnscored = false
  }

  private let database: Database
  private let settings: StoreSettings

  init(_ database: Database, settings: StoreSettings) {
    (self.database, self.settings) = (database, settings)
  }

  /// The sums of the tokens; nil where a label or piece of the filter is unknown.
  /// - Throws: `StoreError` that names an example with a damaged record.
  func sums(of selection: Selection, names: TokenNames, includeSpecial: Bool) throws -> TokenSums? {
    var sums = TokenSums()
    let isKnown = try forEach(of: selection) { columns, _, row, reader in
      var occurrences: [(token: Int64, score: Int64)] = []
      for position in columns.ids.indices where columns.isSpecial(position) ? includeSpecial : names.units == .pieces {
        let id = Int64(columns.ids[position])
        occurrences.append((columns.isSpecial(position) ? try names.number(ofSpecial: id) : id, columns.scores[position]))
      }
      if names.units == .words {
        for word in try reader.words(of: columns, at: row) {
          occurrences.append((names.number(ofWord: word.name), columns.total(of: word.tokens)))
        }
      }
      sums.addText(occurrences)
    }
    return isKnown ? sums : nil
  }

  /// Calls `body` for each selected example.
  /// - Parameters:
  ///   - selection: The examples.
  ///   - body: Receives an example's tokens, its key, its row (`ScanColumn`), and a reader of its words.
  /// - Returns: False where a label or piece of the filter is unknown, so that no example can pass.
  /// - Throws: `StoreError` that names an example with a damaged record; errors of `body`.
  func forEach(
    of selection: Selection, _ body: (TokenColumns, Int64, DirectStatement, inout TokenColumnsReader) throws -> Void
  ) throws -> Bool {
    guard let conditions = try FilterConditions(selection.filter, in: database, settings: settings) else { return false }
    let excluded = try selection.excluded.flatMap { try FilterConditions($0, in: database, settings: settings) }
    let terms =
      Self.terms(of: conditions) + (excluded.map { ["NOT coalesce((\(Self.terms(of: $0).first ?? "1")), 0)"] } ?? [])
      + (selection.condition.map { [$0] } ?? [])
    let select = try DirectStatement(
      "SELECT \(ScanColumn.list(selection.isUnscored ? settings.anyScoring : conditions.scoring, in: database)), example.key FROM example NOT INDEXED"
        + (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND ")), in: database)
    let next = conditions.bind(to: select)
    excluded?.bind(to: select, from: next)
    var reader = try TokenColumnsReader(database)
    while try select.step() {
      let key = select.integer(ScanColumn.count)
      if selection.skipped.contains(key) || !select.isScored { continue }
      try body(reader.columns(at: select), key, select, &reader)
    }
    return true
  }

  /// The terms of a clause; empty where it has no conditions.
  private static func terms(of conditions: FilterConditions) -> [String] {
    conditions.sql.isEmpty ? [] : ["(" + conditions.sql.dropFirst("WHERE ".count) + ")"]
  }
}
