/// A window as the columns of its row.
struct WindowRow {
  let number: Int
  let first: Int
  let tokens: Int
  let predicted: String?
  let confidence: Double?
  let value: Double?
  let scores: [UInt8]
  let logits: [UInt8]

  /// The row of a window that is to be written.
  init(number: Int, record: WindowRecord) {
    self.number = number
    first = record.first
    tokens = record.scores.count
    predicted = record.predicted
    confidence = record.confidence
    value = record.value
    scores = TokenBlobs.packFloats(record.scores)
    logits = TokenBlobs.packFloats(record.logits)
  }

  /// The columns that it is read from, in this order from 0 on.
  static let columns = """
    text_window.number, text_window.first, text_window.tokens, text_window.predicted, text_window.confidence, text_window.value, text_window.scores,
    text_window.logits, text_window.checksum
    """

  /// The window of the row that `statement` is at; nil where it is damaged.
  /// - Throws: What SQLite reports.
  static func record(at statement: DirectStatement, labels: LabelNames) throws -> WindowRecord? {
    let row: WindowRow
    do { row = try WindowRow(statement, labels) } catch let error as StoreError where error.isDamage { return nil }
    guard row.checksum == statement.integer(8), let scores = TokenBlobs.unpackFloats(row.scores), scores.count == row.tokens,
      let logits = TokenBlobs.unpackFloats(row.logits)
    else { return nil }
    return WindowRecord(
      first: row.first, scores: scores, logits: logits, predicted: row.predicted, confidence: row.confidence, value: row.value)
  }

  private init(_ statement: DirectStatement, _ labels: LabelNames) throws {
    number = statement.int(0)
    first = statement.int(1)
    tokens = statement.int(2)
    predicted = try labels.name(ifAny: statement.integerIfAny(3))
    confidence = statement.doubleIfAny(4)
    value = statement.doubleIfAny(5)
    scores = statement.blob(6)
    logits = statement.blob(7)
  }

  /// Over every field, in this order.
  var checksum: Int64 {
    var checksum = Checksum()
    checksum.add(number)
    checksum.add(first)
    checksum.add(tokens)
    checksum.add(predicted)
    checksum.add(confidence)
    checksum.add(value)
    checksum.add(scores)
    checksum.add(logits)
    return checksum.stored
  }
}
