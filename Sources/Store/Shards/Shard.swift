import Support

/// One of the shards into which the rows of a corpus are divided by their ids.
///
/// An id falls to the shard whose number is the first 8 bytes of the SHA-256 of its UTF-8, as an integer with the highest byte first, modulo
/// the number of shards: in Python, `int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") % n`. So a row's shard depends neither
/// on the order of the corpus nor on the program, and rows with the same id meet in one shard.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Upper bound of the number of shards: a scheduler has fewer tasks.
  public static let most = 1_000_000

  /// The number of the shard, from 0.
  public let number: Int
  /// The number of shards.
  public let count: Int

  /// Creates a shard; nil where there is none with that number, or no corpus has as many shards.
  public init?(number: Int, count: Int) {
    guard 1...Self.most ~= count, 0..<count ~= number else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// "3 of 8", where the shards are numbered from 0.
  public var description: String { "\(number) of \(count)" }

  /// Whether the row with an id falls to this shard. A row without an id has its number, in decimal digits, for one.
  public func holds(_ id: String) -> Bool { Self.number(of: id, count: count) == number }

  /// The number of the shard to which an id falls.
  /// - Parameters:
  ///   - id: The id; ids are told apart by their bytes.
  ///   - count: The number of shards, at least 1.
  /// - Returns: The number, from 0.
  public static func number(of id: String, count: Int) -> Int {
    var (hash, id) = (SHA256(), id)
    id.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
    return Int(hash.finish().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % UInt64(count))
  }
}
