import GRDB

/// Reads rows of `score`, within one access to the database.
struct ScoreReader {
  private let select: DirectStatement
  private let methods: StoredMethods
  private let classes: [String]

  init(_ database: Database, settings: StoreSettings) throws {
    select = try DirectStatement(
      "SELECT \(ScoreFields.columns.list) FROM score WHERE key BETWEEN ? AND ? ORDER BY key", in: database)
    methods = settings.storedMethods
    classes = settings.classes
  }

  /// The rows of an example and its windows, in the order of writing, whatever is in them.
  /// - Parameters:
  ///   - key: `example.key`
  ///   - windows: How many windows the example was cut into.
  /// - Returns: The rows.
  /// - Throws: What SQLite reports.
  func rows(ofExample key: Int64, windows: Int) throws -> [ScoreFields] {
    let bounds = ScoreKey.bounds(from: key, through: key &+ Int64(max(windows, 1) - 1))
    select.bind(values: bounds.first, bounds.last)
    defer { select.reset() }
    var rows: [ScoreFields] = []
    while try select.step() { rows.append(ScoreFields(at: select)) }
    return rows
  }

  /// The scores of a whole text.
  /// - Throws: `StoreError` naming the example where a row is damaged; what SQLite reports.
  func scores(of fields: ExampleFields) throws -> ExampleScores {
    guard let scores = ExampleScores(fields, try rows(ofExample: fields.key, windows: fields.windows)) else {
      throw ExampleReader.damage(fields.id)
    }
    return scores
  }

  /// The results, without matrices, of the whole text or a window.
  /// - Parameters:
  ///   - rows: The rows of the example.
  ///   - window: The window, from 1; 0 for the whole text.
  ///   - inRow: The scores in the row of the example, or of the window; nil where they are none of a method.
  ///   - count: Tokens of the text, or the window.
  /// - Returns: The results in the order of the store's methods and their classes; nil where a row is damaged, or of no method or class.
  func results(_ rows: [ScoreFields], window: Int, inRow: [Float]?, count: Int) -> [AttributionResult]? {
    var results: [AttributionResult] = []
    if let entry = methods.inRow {
      guard let inRow, inRow.count == count else { return nil }
      results.append(AttributionResult(entry.method, scores: inRow))
    }
    for row in rows.filter({ $0.window == window }).sorted(by: { ($0.method, $0.className) < ($1.method, $1.className) }) {
      guard let entry = methods.entry(id: row.method), entry.id > 0, let scores = row.soundScores(count: count),
        0...Int64(classes.count) ~= row.className
      else { return nil }
      results.append(
        AttributionResult(
          entry.method, className: row.className == 0 ? nil : classes[Int(row.className) - 1], scores: scores, bias: row.bias,
          logit: row.logit))
    }
    return results
  }

  /// The scores of an example where its row has none: those of the first method for the predicted class, or else for the first class there is.
  /// - Throws: `StoreError` naming the example where a row is damaged or missing; what SQLite reports.
  func defaultScores(of fields: ExampleFields) throws -> [Float] {
    let rows = try rows(ofExample: fields.key, windows: fields.windows).filter { $0.window == 0 && $0.method == methods.entries[0].id }
    guard let row = rows.first(where: { $0.className == fields.predicted.id }) ?? rows.first,
      let scores = row.soundScores(count: fields.tokenCount)
    else { throw ExampleReader.damage(fields.id) }
    return scores
  }
}

extension ScoreFields {
  /// The scores; nil where the row does not agree with its checksum, or does not hold as many.
  func soundScores(count: Int) -> [Float]? {
    checksum == sum ? try? ScoreCodec.decode(scores, count: count) : nil
  }
}
