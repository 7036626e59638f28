/// A row of `example`.
struct ExampleFields: TableRow, Sendable {
  static let table = "example"

  var key: Int64 = 0
  var row = 0
  var id = ""
  var text = ""
  var pair: String?
  var label = LabelCell()
  var predicted = LabelCell()
  var confidence: Double?
  var value: Double?
  var isTruncated = false
  var tokenCount = 0
  var kept = KeptCell()
  var tokenIDs: [UInt8] = []
  var offsets: [UInt8] = []
  var scores: [UInt8] = []
  var logits: [UInt8] = []
  /// Hash of text, pair and label, which is present even where the texts are not kept; nil in a row of version 1.
  var content: Int64?
  /// Number of windows of the text.
  var windows = 1
  /// The gold labels as a JSON array, unless there is exactly one.
  var labels: String?
  /// The run that wrote the example; nil before writing.
  var run: Int64?
  var checksum: Int64 = 0

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("key", &key, [])
    columns.column("row", &row)
    columns.column("id", &id)
    columns.column("text", &text)
    columns.column("pair", &pair)
    columns.column("label", &label)
    columns.column("predicted", &predicted)
    columns.column("confidence", &confidence)
    columns.column("value", &value)
    columns.column("truncated", &isTruncated)
    columns.column("tokens", &tokenCount)
    columns.column("kept", &kept)
    columns.column("token_ids", &tokenIDs)
    columns.column("offsets", &offsets)
    columns.column("scores", &scores)
    columns.column("logits", &logits)
    // The checksum of a row of version 1 ends here.
    let isOfVersion1 = content == nil
    columns.column("content", &content, isOfVersion1 ? [] : .checksum)
    columns.column("windows", &windows, isOfVersion1 ? .digest : .all)
    columns.column("labels", &labels, labels == nil ? [] : .checksum)
    // The run comes last, so that the checksum of all other fields can be computed before the run is known.
    columns.column("run", &run, isOfVersion1 || run == nil ? [] : .checksum)
    columns.column("checksum", &checksum, [])
  }

  /// Sets the run, in a row whose checksum covers all other fields.
  mutating func complete(run: Int64) {
    var sum = Checksum(value: UInt64(bitPattern: checksum))
    run.add(to: &sum)
    (self.run, checksum) = (run, sum.stored)
  }
}
