import Support

extension UTF8 {
  /// The scalar that begins at `position`, and its number of bytes.
  /// - Precondition: `bytes` are valid UTF-8, and `position` is at a scalar's first byte.
  static func scalar(in bytes: [UInt8], at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
    var end = position
    let value = UTF8Scalars.scalar(in: bytes, at: &end)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", end - position)
  }

  /// The scalar that ends before `position`.
  /// - Precondition: `bytes` are valid UTF-8, and `position` is at the first byte of a scalar other than the first one, or at the end.
  static func scalar(in bytes: [UInt8], endingAt position: Int) -> (scalar: Unicode.Scalar, length: Int) {
    var start = position - 1
    while isContinuation(bytes[start]) { start -= 1 }
    return scalar(in: bytes, at: start)
  }

  /// The number of scalars in `bytes[range]`.
  static func scalarCount(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    range.reduce(0) { isContinuation(bytes[$1]) ? $0 : $0 + 1 }
  }
}
