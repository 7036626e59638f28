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
      sums.examples += 1
      for position in columns.ids.indices where columns.isSpecial(position) ? includeSpecial : names.units == .pieces {
        let id = Int64(columns.ids[position])
        sums.add(columns.isSpecial(position) ? try names.number(ofSpecial: id) : id, count: 1, total: columns.scores[position])
      }
      guard names.units == .words else { continue }
      for word in try reader.words(of: columns, at: select) {
        sums.add(names.number(ofWord: word.name), count: 1, total: columns.total(of: word.tokens))
      }
    }
    return sums
  }
}
