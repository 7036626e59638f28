import Support

/// SHA-256 of the fields of one record, each with its kind and, if this varies, its length, so that no two records have the same bytes.
struct RecordHash {
  private var hash = SHA256()

  /// Begins the hash of a record of a table.
  init(table: String) {
    add(text: table.utf8.map { $0 })
  }

  private enum Kind: UInt8 { case none, integer, number, text, blob }

  mutating func addNone() { add(.none, bits: 0) }
  mutating func add(integer: Int64) { add(.integer, bits: UInt64(bitPattern: integer)) }
  mutating func add(number: Double) { add(.number, bits: number.bitPattern) }
  mutating func add(text: [UInt8]) { text.withUnsafeBytes { add(text: $0) } }
  mutating func add(text: UnsafeRawBufferPointer) { add(.text, text) }
  mutating func add(blob: UnsafeRawBufferPointer) { add(.blob, blob) }

  private mutating func add(_ kind: Kind, _ bytes: UnsafeRawBufferPointer) {
    add(kind, bits: UInt64(bytes.count))
    hash.add(bytes)
  }

  private mutating func add(_ kind: Kind, bits: UInt64) {
    withUnsafeBytes(of: (bits.littleEndian, kind.rawValue)) { hash.add(UnsafeRawBufferPointer(rebasing: $0.prefix(9))) }
  }

  /// The hash as four integers, each of eight bytes with the lowest first. Nothing can be added afterwards.
  mutating func finish() -> [UInt64] {
    let bytes = hash.finish()
    return (0..<4).map { lane in (0..<8).reduce(0) { $0 | UInt64(bytes[8 * lane + $1]) << UInt64(8 * $1) } }
  }
}
