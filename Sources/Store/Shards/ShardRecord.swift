import Support

/// What a store says of the shard of a corpus that it has.
public struct ShardRecord: Sendable, Equatable {
  /// The number of the shard, and the number of all shards.
  public var shard: Shard
  /// The corpus as the command line named it, for people.
  public var corpus: String
  /// The size of the corpus' files in bytes; nil where part of it is a pipe.
  public var bytes: Int?
  /// SHA-256 of the beginning of the corpus' first file, in hexadecimal; nil where that is a pipe.
  public var beginning: String?
  /// Number of rows of the whole corpus to read; nil for all.
  public var limit: Int?
  /// Number of rows of the whole corpus, whichever shard they fall to; nil until the shard is finished.
  public var rows: Int?
  /// A hash of these rows in order; nil until the shard is finished.
  public var content: String?

  /// Creates the record of a shard that is to be filled.
  public init(_ shard: Shard, corpus: String, bytes: Int?, beginning: String?, limit: Int? = nil) {
    (self.shard, self.corpus, self.bytes, self.beginning, self.limit) = (shard, corpus, bytes, beginning, limit)
  }

  /// Whether the shard has all of its rows, as far as they could be indexed.
  public var isFinished: Bool { content != nil }

  /// The salt of a new store without texts. It is the same for all shards of a corpus, so that a merged store can recognise the rows of each.
  var salt: Int64 {
    var hash = SHA256()
    Array("\(shard.count) \(bytes ?? 0) \(beginning ?? "")".utf8).withUnsafeBytes { hash.add($0) }
    return hash.finish().prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Whether both are shards of one corpus, as far as that can be told before it is read.
  public func hasCorpus(of other: ShardRecord) -> Bool {
    func agree<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool { one == nil || other == nil || one == other }
    return agree(bytes, other.bytes) && agree(beginning, other.beginning)
  }
}
