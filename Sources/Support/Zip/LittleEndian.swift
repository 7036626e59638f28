/// Integers one after the other, as most file formats have them.
struct LittleEndian {
  private(set) var bytes: [UInt8] = []

  /// Appends an integer, its lowest byte first.
  mutating func append<Integer: FixedWidthInteger>(_ value: Integer) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes as they are.
  mutating func append(_ other: [UInt8]) { bytes += other }
}
