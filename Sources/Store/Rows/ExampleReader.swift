import GRDB
import Support

/// Converts rows of the example table into examples, within one access to the database.
struct ExampleReader {
  /// The columns for a SELECT; they must come first in a row.
  static let columns = ExampleFields.qualified.list
  /// Number of these columns.
  static let columnCount = ExampleFields.qualified.count

  private let names: PieceNames
  private let labels: LabelNames
  private let keptNames: [String]
  private let unpacking: ExampleUnpacking
  /// Reads scores that are not in the rows of the examples; nil for those that are.
  private let scores: ChosenScores?
  private var pieces: [Int32: VocabularyPiece] = [:]

  /// - Parameters:
  ///   - database: The connection.
  ///   - settings: The store's settings.
  ///   - selection: The scores of the tokens; nil for those of the first method, of the predicted class or else of the first class that has
  ///     some.
  /// - Throws: `StoreError` where the store has no such method or class; errors of SQLite.
  init(_ database: Database, settings: StoreSettings, scores selection: ScoreSelection? = nil) throws {
    names = try PieceNames(database)
    labels = LabelNames(database, settings: settings)
    keptNames = settings.columns.keep
    unpacking = ExampleUnpacking(settings)
    scores = try ChosenScores(database, settings: settings, selection)
  }

  /// The error for an example with a damaged record.
  static func damage(_ id: String) -> StoreError {
    StoreError(
      "the record of example '\(id)' is damaged: globenc-index repair drops it, so that the next run makes it anew", kind: .damaged)
  }

  /// The fields of the current row of `statement`, after a check of their checksum.
  /// - Parameters:
  ///   - statement: A statement whose first columns are `columns`.
  ///   - known: The id by which the example was found, because the id in the record may be damaged.
  /// - Returns: The fields.
  /// - Throws: `StoreError` that names the example, where the record is damaged.
  func fields(at statement: DirectStatement, known: String? = nil) throws -> ExampleFields {
    var fields = ExampleFields(at: statement)
    do {
      fields.label.name = try labels.name(ifAny: fields.label.id)
      fields.predicted.name = try labels.name(ifAny: fields.predicted.id)
    } catch let error as StoreError where error.isDamage {
      throw Self.damage(known ?? fields.id)
    }
    guard let kept = KeptColumns.unpack(fields.kept.text, names: keptNames) else { throw Self.damage(known ?? fields.id) }
    fields.kept.values = kept
    guard fields.sum == fields.checksum else { throw Self.damage(known ?? fields.id) }
    return fields
  }

  /// The example of the current row of `statement`; parameters and errors as for `fields`.
  mutating func example(at statement: DirectStatement, known: String? = nil) throws -> Example {
    try example(of: fields(at: statement, known: known), known: known)
  }

  /// The example with these fields.
  /// - Throws: `StoreError` that names the example, where the fields are invalid or the name of a token is damaged; errors of SQLite.
  mutating func example(of fields: ExampleFields, known: String? = nil) throws -> Example {
    // A copy, because the names of pieces are cached meanwhile.
    let unpacking = unpacking
    return try unpacking.example(
      of: fields, damage: Self.damage(known ?? fields.id), scores: { [scores] in try scores?.row(of: $0) },
      piece: { try piece($0, of: known ?? fields.id) })
  }

  /// The name of a token's piece, by its vocabulary id. Names are cached, at most V of them.
  private mutating func piece(_ id: Int32, of example: String) throws -> VocabularyPiece {
    if let piece = pieces[id] { return piece }
    do {
      let piece = try names.piece(Int64(id))
      pieces[id] = piece
      return piece
    } catch let error as StoreError {
      throw StoreError("example '\(example)' cannot be read: \(error)", kind: error.kind)
    }
  }
}
