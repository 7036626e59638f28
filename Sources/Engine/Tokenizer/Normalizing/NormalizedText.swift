/// The normalizer's output, with the origin of each byte in the original text.
struct NormalizedText {
  /// The text in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// For each byte, the index of its Unicode scalar in the original text.
  private(set) var origins: [Int32] = []

  /// Makes room for `count` further bytes.
  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(bytes.count + count)
    origins.reserveCapacity(origins.count + count)
  }

  /// Appends an ASCII byte.
  mutating func append(_ byte: UInt8, from origin: Int32) {
    bytes.append(byte)
    origins.append(origin)
  }

  /// Appends a scalar, or the scalars of its lower case.
  mutating func append(_ scalar: Unicode.Scalar, lowercased: Bool, from origin: Int32) {
    if lowercased {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower, lowercased: false, from: origin) }
    } else {
      UTF8.encode(scalar)?.forEach { append($0, from: origin) }
    }
  }

  /// The scalars of the original text that a range of bytes comes from: from the scalar of the first byte to the scalar of the last one.
  /// - Precondition: `range` is not empty.
  func originalRange(of range: Range<Int>) -> Range<Int> {
    Int(origins[range.lowerBound])..<Int(origins[range.upperBound - 1]) + 1
  }
}
