import GRDB

/// Adds up the tokens of some examples in one scan, within one access to the database.
struct TotalsScan {
  /// Which examples.
  struct Selection {
    /// The examples that this filter lets pass,
    var filter = ExampleFilter()
    /// but not the examples that this one lets pass,
    var excluded: ExampleFilter?
    /// which fulfil this condition over `example`, in SQL,
    var condition: String?
    /// and whose keys are not among these.
    var skipped: Set<Int64> = []
    /// The scores; nil for those of queries that name none. Examples without them do not count.
    var scoring: Scoring?
  }

  private let database: Database
  private let settings: StoreSettings

  init(_ database: Database, settings: StoreSettings) {
    (self.database, self.settings) = (database, settings)
  }

  /// The sums of the tokens; nil where a label or piece of the filter is unknown.
  /// - Throws: `StoreError` naming the example where a record is damaged.
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

  /// Goes through the examples.
  /// - Parameters:
  ///   - selection: Which.
  ///   - body: Takes an example's tokens, its key, its row (`ScanColumn`), and what reads its words.
  /// - Returns: false where a label or piece of the filter is unknown, so that no example can pass.
  /// - Throws: `StoreError` naming the example where a record is damaged; what `body` throws.
  func forEach(
    of selection: Selection, _ body: (TokenColumns, Int64, DirectStatement, inout TokenColumnsReader) throws -> Void
  ) throws -> Bool {
    guard let conditions = try FilterConditions(selection.filter, in: database, settings: settings) else { return false }
    let excluded = try selection.excluded.flatMap { try FilterConditions($0, in: database, settings: settings) }
    let terms =
      Self.terms(of: conditions) + (excluded.map { ["NOT coalesce((\(Self.terms(of: $0).first ?? "1")), 0)"] } ?? [])
      + (selection.condition.map { [$0] } ?? [])
    let select = try DirectStatement(
      "SELECT \(ScanColumn.list(selection.scoring ?? settings.defaultScoring)), example.key FROM example NOT INDEXED"
        + (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND ")), in: database)
    let next = conditions.bind(to: select)
    excluded?.bind(to: select, from: next)
    var reader = try TokenColumnsReader(database)
    while try select.step() {
      let key = select.integer(ScanColumn.count)
      if selection.skipped.contains(key) || select.isNull(ScanColumn.scores.rawValue) { continue }
      try body(reader.columns(at: select), key, select, &reader)
    }
    return true
  }

  /// What a clause demands; empty where it demands nothing.
  private static func terms(of conditions: FilterConditions) -> [String] {
    conditions.sql.isEmpty ? [] : ["(" + conditions.sql.dropFirst("WHERE ".count) + ")"]
  }
}
