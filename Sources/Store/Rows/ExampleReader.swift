import GRDB
import Support

/// Turns rows of the example table into examples, within one access to the database.
struct ExampleReader {
  /// The columns that it reads, for a SELECT: the first ones of a row.
  static let columns = ExampleFields.qualified.list
  /// How many they are.
  static let columnCount = ExampleFields.qualified.count

  private let names: PieceNames
  private let labels: LabelNames
  private let keptNames: [String]
  private let sets: LabelSets?
  private let classes: Set<ExactString>
  /// Reads scores where the rows of examples have none.
  private let scores: ScoreReader?
  private var pieces: [Int32: VocabularyPiece] = [:]

  init(_ database: Database, settings: StoreSettings) throws {
    names = try PieceNames(database)
    labels = LabelNames(database, settings: settings)
    keptNames = settings.columns.keep
    sets = LabelSets(settings)
    scores = settings.storedMethods.inRow == nil ? try ScoreReader(database, settings: settings) : nil
    classes = Set(settings.labels.map(ExactString.init))
  }

  /// What to say of an example whose record is damaged.
  static func damage(_ id: String) -> StoreError {
    StoreError(
      "the record of example '\(id)' is damaged: globenc-index repair drops it, so that the next run makes it anew", kind: .damaged)
  }

  /// The columns of the row that `statement` is at, which add up to their checksum.
  /// - Parameters:
  ///   - statement: Its first columns are `columns`.
  ///   - known: The id that the example was found by; the record's own may be what is damaged.
  /// - Returns: The columns.
  /// - Throws: `StoreError` naming the example where the record is damaged.
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

  /// The example of the row that `statement` is at; the rest is as with `fields`.
  mutating func example(at statement: DirectStatement, known: String? = nil) throws -> StoredExample {
    try example(of: fields(at: statement, known: known), known: known)
  }

  /// The example of these fields.
  /// - Throws: `StoreError` naming the example where they make no sense, or a token whose name is damaged; what SQLite reports.
  mutating func example(of fields: ExampleFields, known: String? = nil) throws -> StoredExample {
    let damaged = Self.damage(known ?? fields.id)
    guard let ids = TokenBlobs.unpackIDs(fields.tokenIDs, count: fields.tokenCount),
      let offsets = TokenBlobs.unpackOffsets(fields.offsets, count: fields.tokenCount),
      let inRow = TokenBlobs.unpackFloats(fields.scores), inRow.count == (scores == nil ? fields.tokenCount : 0),
      let logits = TokenBlobs.unpackFloats(fields.logits)
    else { throw damaged }
    let scores = try scores?.defaultScores(of: fields) ?? inRow
    var tokens: [ExampleRecord.Token] = []
    tokens.reserveCapacity(ids.count)
    for (index, id) in ids.enumerated() {
      let piece = try piece(id, of: known ?? fields.id)
      tokens.append(
        ExampleRecord.Token(
          id: id, piece: piece, segment: offsets[index].segment, offsets: offsets[index].offsets, score: scores[index],
          isSpecial: offsets[index].isSpecial))
    }
    var labels = fields.label.name.map { [$0] }
    if let packed = fields.labels {
      guard let unpacked = LabelSets.unpack(packed) else { throw damaged }
      labels = unpacked
    }
    return StoredExample(
      row: fields.row, id: fields.id, text: fields.text, pair: fields.pair, label: fields.label.name, logits: logits,
      predicted: fields.predicted.name, confidence: fields.confidence, value: fields.value, isTruncated: fields.isTruncated, tokens: tokens,
      kept: fields.kept.values, windows: fields.windows, labels: labels, predictedLabels: sets?.predicted(logits),
      isGoldOutsideClasses: labels?.contains { !classes.contains(ExactString($0)) } ?? false)
  }

  /// The piece with that id in the vocabulary, of a token of the example; at most V of them are remembered.
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
