/// The row of `shard`.
struct ShardFields: SealedRow {
  static let table = "shard"
  static let key = "only"

  var only = 1
  var number = 0
  var shards = 0
  var corpus = ""
  var bytes: Int?
  var beginning: String?
  var rowLimit: Int?
  var rowCount: Int?
  var content: String?
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("only", &only, [])
    columns.column("number", &number, .checksum)
    columns.column("shards", &shards, .checksum)
    columns.column("corpus", &corpus, .checksum)
    columns.column("bytes", &bytes, .checksum)
    columns.column("beginning", &beginning, .checksum)
    columns.column("row_limit", &rowLimit, .checksum)
    columns.column("row_count", &rowCount, .checksum)
    columns.column("content", &content, .checksum)
    columns.column("checksum", &checksum, [])
  }
}

extension ShardFields {
  /// The row for a record, with its checksum.
  init(_ record: ShardRecord) {
    self.init(
      number: record.shard.number, shards: record.shard.count, corpus: record.corpus, bytes: record.bytes, beginning: record.beginning,
      rowLimit: record.limit, rowCount: record.rows, content: record.content)
    checksum = sum
  }

  /// The record; nil where the row differs from its checksum or names no shard.
  var record: ShardRecord? {
    guard checksum == sum, let shard = Shard(number: number, count: shards), (rowCount == nil) == (content == nil) else { return nil }
    var record = ShardRecord(shard, corpus: corpus, bytes: bytes, beginning: beginning, limit: rowLimit)
    (record.rows, record.content) = (rowCount, content)
    return record
  }
}
