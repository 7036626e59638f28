import GRDB

/// Reads rows of `score`, within one access to the database.
struct ScoreReader {
  private let select: DirectStatement
  private let methods: StoredMethods
  private let classes: [String]

  init(_ database: Database, settings: StoreSettings) throws {
    select = try DirectStatement(
      "SELECT \(ScoreFields.columns.list) FROM score WHERE \(KeyedTable.score.hasKey(from: "?1", through: "?2", in: database)) ORDER BY key",
      in: database)
    methods = settings.storedMethods
    classes = settings.classes
  }

  /// The rows of an example and its windows, in the order of writing, without checking them.
  /// - Parameters:
  ///   - key: `example.key`
  ///   - windows: Number of the example's windows.
  /// - Returns: The rows.
  /// - Throws: Errors of SQLite.
  func rows(ofExample key: Int64, windows: Int) throws -> [ScoreFields] {
    // A damaged page of a table that the store does not use must not cost an example.
    guard methods.haveScoreRows else { return [] }
    let bounds = ScoreKey.bounds(from: key, through: key &+ Int64(max(windows, 1) - 1))
    select.bind(values: bounds.first, bounds.last)
    defer { select.reset() }
    var rows: [ScoreFields] = []
    while try select.step() { rows.append(ScoreFields(at: select)) }
    return rows
  }

  /// The scores of a whole text.
  /// - Throws: `StoreError` that names the example, where a row is damaged; errors of SQLite.
  func scores(of fields: ExampleFields) throws -> ExampleScores {
    guard let scores = ExampleScores(fields, try rows(ofExample: fields.key, windows: fields.windows)) else {
      throw ExampleReader.damage(fields.id)
    }
    return scores
  }

  /// The attributions of the whole text or a window, without matrices.
  /// - Parameters:
  ///   - rows: The example's rows of `score`.
  ///   - window: Number of the window, from 1; 0 for the whole text.
  ///   - inRow: The scores in the row of the example or window; nil where the row has none.
  ///   - count: Number of tokens of the text or window.
  /// - Returns: The attributions in the order of the store's methods and their classes; nil where a row is damaged, or belongs to no method
  ///   or class of the store.
  func results(_ rows: [ScoreFields], window: Int, inRow: [Float]?, count: Int) -> [AttributionResult]? {
    methods.results(rows, window: window, inRow: inRow, count: count, classes: classes)
  }
}

extension ScoreFields {
  /// The decoded scores; nil where the row differs from its checksum, or has another number of scores.
  func soundScores(count: Int) -> [Float]? {
    checksum == sum ? try? ScoreCodec.decode(scores, count: count) : nil
  }
}
