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
  private let sets: LabelSets?
  private let classes: Set<ExactString>
  /// Reads scores that are not in the rows of the examples; nil for those that are.
  private let scores: ChosenScores?
  private let hasRowScores: Bool
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
    sets = LabelSets(settings)
    scores = try ChosenScores(database, settings: settings, selection)
    hasRowScores = settings.storedMethods.inRow != nil
    classes = Set(settings.labels.map(ExactString.init))
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
    let damaged = Self.damage(known ?? fields.id)
    guard let ids = TokenBlobs.unpackIDs(fields.tokenIDs, count: fields.tokenCount),
      let offsets = TokenBlobs.unpackOffsets(fields.offsets, count: fields.tokenCount),
      let inRow = TokenBlobs.unpackFloats(fields.scores), inRow.count == (hasRowScores ? fields.tokenCount : 0),
      let logits = TokenBlobs.unpackFloats(fields.logits)
    else { throw damaged }
    let chosen = try scores?.row(of: fields)
    let scores = chosen?.scores ?? inRow
    var tokens: [ExampleToken] = []
    tokens.reserveCapacity(ids.count)
    for (index, id) in ids.enumerated() {
      let piece = try piece(id, of: known ?? fields.id)
      tokens.append(
        ExampleToken(
          id: id, piece: piece, segment: offsets[index].segment, offsets: offsets[index].offsets, score: scores[index],
          isSpecial: offsets[index].isSpecial))
    }
    var labels = fields.label.name.map { [$0] }
    if let packed = fields.labels {
      guard let unpacked = LabelSets.unpack(packed) else { throw damaged }
      labels = unpacked
    }
    var example = Example(
      row: fields.row, id: fields.id, text: fields.text, pair: fields.pair, labels: labels, logits: logits,
      predicted: fields.predicted.name, confidence: fields.confidence, value: fields.value, isTruncated: fields.isTruncated, tokens: tokens,
      kept: fields.kept.values, windows: fields.windows)
    example.explanation = chosen?.explanation
    example.predictedLabels = sets?.predicted(logits)
    example.isGoldOutsideClasses = labels?.contains { !classes.contains(ExactString($0)) } ?? false
    return example
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
