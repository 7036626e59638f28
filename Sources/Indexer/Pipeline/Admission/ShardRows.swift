import Store
import Support

/// Divides the rows of a corpus into those of a shard and others, and hashes them all, so that shards of one corpus are known from others.
struct ShardRows {
  let shard: Shard
  private var hash = SHA256()
  private var bytes: [UInt8] = []
  /// Number of rows so far.
  private(set) var rows = 0

  init(_ shard: Shard) {
    self.shard = shard
  }

  /// Takes the next row of the corpus.
  /// - Returns: Whether it falls to the shard. A row that cannot be read falls to one by its row number.
  mutating func takes(_ item: CorpusItem) -> Bool {
    rows += 1
    bytes.removeAll(keepingCapacity: true)
    defer { bytes.withUnsafeBytes { hash.add($0) } }
    add(count: item.place.row)
    switch item {
    case .bad(let bad):
      add(bad.reason)
      return shard.holds(String(bad.place.row))
    case .row(let row):
      for field in [row.id, row.text, row.pair, row.label] { add(field) }
      add(count: row.labels?.count ?? -1)
      for label in row.labels ?? [] { add(label) }
      for value in row.kept { add(value?.string) }
      return shard.holds(row.id)
    }
  }

  /// The hash of all rows so far, in order: 64 hexadecimal digits.
  var content: String {
    var hash = hash
    return Hexadecimal.text(of: hash.finish())
  }

  /// Adds a text behind its length, so that no two rows have the same bytes.
  private mutating func add(_ text: String?) {
    add(count: text?.utf8.count ?? -1)
    if let text { bytes += text.utf8 }
  }

  private mutating func add(count: Int) {
    withUnsafeBytes(of: Int64(count).littleEndian) { bytes += $0 }
  }
}
