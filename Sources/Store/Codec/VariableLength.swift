/// Writes unsigned integers in LEB128: seven bits a byte, the lowest first, with the highest bit set where more bytes follow.
///
/// No library is used for these few lines, whose reader has to answer nil for the malformed numbers of a damaged store.
struct VariableLengthWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func add(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads integers of `VariableLengthWriter`; any bytes may come.
struct VariableLengthReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next integer; nil where the bytes end inside it, or it has more than 64 bits.
  mutating func next() -> UInt64? {
    var number: UInt64 = 0
    var shift = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || bits < 2 else { return nil }
      number |= bits << UInt64(shift)
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
