import Support

/// `FNV1a` of a sequence of fields, each preceded by its length. It detects damage, not malice.
struct Checksum {
  private var hash = FNV1a()

  /// Begins, or continues from the value of a checksum.
  init(value: UInt64? = nil) {
    if let value { hash.value = value }
  }

  /// The hash of the fields so far.
  var value: UInt64 { hash.value }
  /// The value as SQLite stores it.
  var stored: Int64 { Int64(bitPattern: value) }

  /// Adds eight bytes, the lowest first.
  mutating func add(_ integer: Int) {
    var bits = UInt64(bitPattern: Int64(integer))
    for _ in 0..<8 {
      hash.add(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
  }

  /// Adds the number of bytes and the bytes.
  mutating func add(_ bytes: some Collection<UInt8>) {
    add(bytes.count)
    for byte in bytes { hash.add(byte) }
  }

  /// Adds the text's UTF-8 like other bytes; for nil the length -1.
  mutating func add(_ text: String?) {
    guard var text else { return add(-1) }
    text.withUTF8 { bytes in
      add(bytes.count)
      for byte in bytes { hash.add(byte) }
    }
  }

  /// Adds the bits of the number; for nil the bits of a NaN that no computation produces.
  mutating func add(_ number: Double?) {
    add(Int(bitPattern: UInt(number?.bitPattern ?? 0x7FF8_DEAD_BEEF_0000)))
  }
}
