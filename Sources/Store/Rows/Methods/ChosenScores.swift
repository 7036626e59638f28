import GRDB
import Support

/// Reads the scores that a query chose, where they are in rows of their own, within one access to the database.
struct ChosenScores {
  private let select: DirectStatement
  private let entry: StoredMethods.Entry
  /// `Scoring.className`; nil for the predicted class or, where it has no scores, the first class that has some.
  private let className: Int64?
  private let classes: [String]

  /// Nil where the scores are in the rows of the examples.
  /// - Throws: `StoreError` where the store has no such method or class; errors of SQLite.
  init?(_ database: Database, settings: StoreSettings, _ selection: ScoreSelection?) throws {
    let scoring = try settings.scoring(selection)
    guard scoring != .inRow, let entry = settings.storedMethods.entry(id: scoring.method) else { return nil }
    self.entry = entry
    className = selection == nil ? nil : scoring.className
    classes = settings.explainedClasses
    select = try DirectStatement(
      """
      SELECT \(ScoreFields.columns.list) FROM score
      WHERE \(KeyedTable.score.hasKey(from: "?1", through: "?2", in: database)) AND window = 0 AND method = ?3 ORDER BY key
      """, in: database)
  }

  /// The scores of an example, and what signed scores explain.
  /// - Throws: `StoreError` that names the example, where it has no such scores (`notFound`), or they are damaged; errors of SQLite.
  func row(of fields: ExampleFields) throws -> (scores: [Float], explanation: Example.Explanation?) {
    guard ScoreKey.examples ~= fields.key else { throw ExampleReader.damage(fields.id) }
    let bounds = ScoreKey.bounds(from: fields.key, through: fields.key)
    select.bind(values: bounds.first, bounds.last, entry.id)
    defer { select.reset() }
    var rows: [ScoreFields] = []
    while try select.step() { rows.append(ScoreFields(at: select)) }
    guard let row = rows.first(where: { $0.className == wanted(fields) }) ?? (className == nil ? rows.first : nil) else {
      // Every example has scores by the first method.
      throw className == nil ? ExampleReader.damage(fields.id) : missing(fields, rows)
    }
    guard let scores = row.soundScores(count: fields.tokenCount) else { throw ExampleReader.damage(fields.id) }
    guard entry.method.isSigned else { return (scores, nil) }
    return (scores, Example.Explanation(className: name(row.className), bias: row.bias, logit: row.logit))
  }

  /// Id of the class of an example; nil where the example has none.
  private func wanted(_ fields: ExampleFields) -> Int64? {
    switch className {
    case Scoring.predicted?: fields.predicted.id
    case Scoring.gold?: fields.label.id
    case let id?: id
    // A regression model has one class without a name.
    case nil: classes.isEmpty ? 0 : fields.predicted.id
    }
  }

  private func name(_ id: Int64) -> String? { 1...Int64(max(classes.count, 1)) ~= id && !classes.isEmpty ? classes[Int(id) - 1] : nil }

  private func missing(_ fields: ExampleFields, _ rows: [ScoreFields]) -> StoreError {
    let others = rows.compactMap { name($0.className) }.map { "'\($0)'" }
    let start = "example '\(fields.id)' has no scores by \(entry.method)"
    guard !others.isEmpty else { return StoreError(start, kind: .notFound) }
    let asked =
      switch className {
      case Scoring.predicted?: "the class that was predicted"
      case Scoring.gold?: "the class that is its gold label"
      case let id: "the class '\(id.flatMap(name) ?? "")'"
      }
    return StoreError("\(start) for \(asked): it has them for \(others.joined(separator: ", "))", kind: .notFound)
  }
}
