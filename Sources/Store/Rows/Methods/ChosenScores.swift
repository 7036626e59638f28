import GRDB
import Support

/// Reads the scores that a query chose, where they are in rows of their own, within one access to the database.
struct ChosenScores {
  private let select: DirectStatement
  private let chooser: ScoreChooser

  /// Nil where the scores are in the rows of the examples.
  /// - Throws: `StoreError` where the store has no such method or class; errors of SQLite.
  init?(_ database: Database, settings: StoreSettings, _ selection: ScoreSelection?) throws {
    guard let chooser = try ScoreChooser(settings, selection) else { return nil }
    self.chooser = chooser
    select = try DirectStatement(
      """
      SELECT \(ScoreFields.columns.list) FROM score
      WHERE \(KeyedTable.score.hasKey(from: "?1", through: "?2", in: database)) AND window = 0 AND method = ?3 ORDER BY key
      """, in: database)
  }

  /// The scores of an example, and what signed scores explain.
  /// - Throws: `StoreError` that names the example, where it has no such scores (`notFound`), or they are damaged; errors of SQLite.
  func row(of fields: ExampleFields) throws -> ScoreChooser.Chosen {
    guard ScoreKey.examples ~= fields.key else { throw ExampleReader.damage(fields.id) }
    let bounds = ScoreKey.bounds(from: fields.key, through: fields.key)
    select.bind(values: bounds.first, bounds.last, chooser.method)
    defer { select.reset() }
    var rows: [ScoreFields] = []
    while try select.step() { rows.append(ScoreFields(at: select)) }
    return try chooser.chosen(for: fields, among: rows)
  }
}
