import GRDB

/// Removes examples from the tables, within one transaction, and returns the numbers to subtract from the totals.
struct ExampleRemoval {
  /// The numbers to subtract from the totals.
  struct Removed {
    let example: Example
    let scores: ExampleScores
    let labels: SliceLabels
    /// The example's matrices, by codec.
    var matrices: [Int: (matrices: Int, values: Int, bytes: Int)] = [:]
  }

  private let select: DirectStatement
  private let selectMatrices: DirectStatement
  /// The statements, with the number of keys that each table has for an example.
  private let deletions: [(statement: DirectStatement, factor: Int64)]
  private var reader: ExampleReader
  private let labels: LabelIDReader
  private let scores: ScoreReader

  init(_ database: Database, settings: StoreSettings) throws {
    reader = try ExampleReader(database, settings: settings)
    labels = LabelIDReader(database, settings: settings)
    scores = try ScoreReader(database, settings: settings)
    select = try DirectStatement(
      cached: """
        SELECT \(ExampleReader.columns), \(LabelIDReader.columns) FROM example WHERE example.key = ?
        """, in: database)
    selectMatrices = try DirectStatement(
      cached: """
        SELECT codec, count(*), sum(size * size), sum(length(payload)) FROM matrix WHERE key >= ? AND key < ? GROUP BY codec
        """, in: database)
    deletions = [
      (try DirectStatement(cached: "DELETE FROM matrix WHERE key >= ? AND key < ?", in: database), Int64(MatrixKey.places)),
      (try DirectStatement(cached: "DELETE FROM score WHERE key >= ? AND key < ?", in: database), ScoreKey.numbers),
      (try DirectStatement(cached: "DELETE FROM text_window WHERE key >= ? AND key < ?", in: database), 1),
      (try DirectStatement(cached: "DELETE FROM example WHERE key >= ? AND key < ?", in: database), 1),
    ]
  }

  /// Removes the example with a key.
  /// - Throws: `StoreError` that names the example, where its record is damaged, because the numbers to subtract are then unknown.
  mutating func remove(key: Int64) throws -> Removed {
    select.bind(values: key)
    guard try select.step() else { preconditionFailure("no example has the key \(key)") }
    let fields = try reader.fields(at: select)
    guard ScoreKey.examples ~= key else { throw ExampleReader.damage(fields.id) }
    var removed = Removed(
      example: try reader.example(of: fields), scores: try scores.scores(of: fields),
      labels: try labels.labels(at: select, from: ExampleReader.columnCount))
    select.reset()
    let end = key + Int64(removed.example.windows)
    selectMatrices.bind(values: key * Int64(MatrixKey.places), end * Int64(MatrixKey.places))
    while try selectMatrices.step() {
      var cells = selectMatrices.cells()
      removed.matrices[cells.next()] = (cells.next(), cells.next(), cells.next())
    }
    selectMatrices.reset()
    for (statement, factor) in deletions {
      statement.bind(values: key * factor, end * factor)
      try statement.run()
    }
    return removed
  }
}
