/// Integers one after another, each with its lowest byte first, as in most file formats.
struct LittleEndian {
  private(set) var bytes: [UInt8] = []

  /// Appends an integer.
  mutating func append<Integer: FixedWidthInteger>(_ value: Integer) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes.
  mutating func append(_ other: [UInt8]) { bytes += other }
}
