import GRDB

/// Adds up the tokens of the examples that a filter lets pass, in one scan, within one access to the database.
struct TotalsScan {
  private let database: Database
  private let settings: StoreSettings

  init(_ database: Database, settings: StoreSettings) {
    (self.database, self.settings) = (database, settings)
  }

  /// The sums of the tokens; nil where a label or piece of the filter is unknown.
  /// - Throws: `StoreError` naming the example where a record is damaged.
  func sums(of filter: ExampleFilter, names: TokenNames, includeSpecial: Bool) throws -> TokenSums? {
    guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return nil }
    let select = try DirectStatement(
      "SELECT \(TokenColumns.sql), example.text, example.pair FROM example NOT INDEXED \(conditions.sql)", in: database)
    conditions.bind(to: select)
    var reader = try TokenColumnsReader(database)
    var sums = TokenSums()
    while try select.step() {
      let columns = try reader.columns(at: select)
      var occurrences: [(token: Int64, score: Int64)] = []
      for position in columns.ids.indices where columns.isSpecial(position) ? includeSpecial : names.units == .pieces {
        let id = Int64(columns.ids[position])
        occurrences.append((columns.isSpecial(position) ? try names.number(ofSpecial: id) : id, columns.scores[position]))
      }
      if names.units == .words {
        for word in try reader.words(of: columns, at: select) {
          occurrences.append((names.number(ofWord: word.name), columns.total(of: word.tokens)))
        }
      }
      sums.addText(occurrences)
    }
    return sums
  }
}
