/// The checksum that zip archives use: CRC-32 as in ISO 3309, reflected, polynomial 0xEDB88320.
///
/// The system library zlib has it, too, but would be a dependency for this checksum alone: the archives are not compressed.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  /// The checksum of bytes; 0 for no bytes.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      ~bytes.withUnsafeBufferPointer { bytes in
        bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
      }
    }
  }
}
