/// A row of `text_window`: a window of a text that was split into several.
struct WindowFields: TableRow {
  static let table = "text_window"

  var key: Int64 = 0
  /// The key of the example.
  var example: Int64 = 0
  /// Number of the window, from 1.
  var number = 0
  var first = 0
  var tokens = 0
  var predicted = LabelCell()
  var confidence: Double?
  var value: Double?
  var scores: [UInt8] = []
  var logits: [UInt8] = []
  var checksum: Int64 = 0

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("key", &key, [])
    columns.column("example", &example, [])
    columns.column("number", &number)
    columns.column("first", &first)
    columns.column("tokens", &tokens)
    columns.column("predicted", &predicted)
    columns.column("confidence", &confidence)
    columns.column("value", &value)
    columns.column("scores", &scores)
    columns.column("logits", &logits)
    columns.column("checksum", &checksum, [])
  }
}

extension WindowFields {
  /// The row for a window to write.
  init(_ record: WindowRecord, scores: [Float], number: Int, predicted: Int64?, key: Int64, example: Int64) {
    self.init(
      key: key, example: example, number: number, first: record.first, tokens: record.scores.count,
      predicted: LabelCell(id: predicted, name: record.predicted), confidence: record.confidence, value: record.value,
      scores: TokenBlobs.packFloats(scores), logits: TokenBlobs.packFloats(record.logits))
    checksum = sum
  }

  /// Whether the row agrees with its checksum, and its numbers are finite.
  /// - Parameters:
  ///   - labels: The names of labels.
  ///   - hasScores: Whether the scores of the store's first method are in the row.
  /// - Returns: Whether the row is sound.
  /// - Throws: Errors of SQLite.
  func isSound(_ labels: LabelNames, hasScores: Bool) throws -> Bool {
    var row = self
    do { row.predicted.name = try labels.name(ifAny: predicted.id) } catch let error as StoreError where error.isDamage { return false }
    guard row.sum == checksum, let scores = TokenBlobs.unpackFloats(scores), scores.count == (hasScores ? tokens : 0),
      let logits = TokenBlobs.unpackFloats(logits)
    else { return false }
    return scores.allSatisfy(\.isFinite) && logits.allSatisfy(\.isFinite)
  }

  /// The window in a sound row.
  /// - Parameters:
  ///   - labels: The names of labels.
  ///   - rows: The example's rows of `score`.
  ///   - reader: Reads these rows.
  /// - Returns: The window with its attributions, without matrices; nil where scores are damaged.
  /// - Throws: `StoreError` where a label is damaged; errors of SQLite.
  func record(_ labels: LabelNames, _ rows: [ScoreFields], _ reader: ScoreReader) throws -> WindowRecord? {
    guard let results = reader.results(rows, window: number, inRow: TokenBlobs.unpackFloats(scores), count: tokens), !results.isEmpty
    else { return nil }
    return WindowRecord(
      first: first, results: results, logits: TokenBlobs.unpackFloats(logits) ?? [], predicted: try labels.name(ifAny: predicted.id),
      confidence: confidence, value: value)
  }
}
