import Support

/// The ids that a run has admitted, in a Bloom filter, whose size does not grow with the corpus. An id that it does not have was certainly
/// not admitted; an id that it seems to have may be new: one in 400 new ids after a million, and in the end all.
///
/// https://doi.org/10.1145/362686.362692
struct AdmittedIDs {
  /// Number of bits of an id.
  private static let probes = 4

  private var words: [UInt64]
  private let mask: UInt64

  /// Creates an empty filter of 2^`exponent` bits, by default 2 MB.
  /// - Precondition: `exponent >= 6`.
  init(exponent: Int = 24) {
    precondition(exponent >= 6, "a filter of 2^\(exponent) bits")
    words = Array(repeating: 0, count: 1 << (exponent - 6))
    mask = 1 << UInt64(exponent) - 1
  }

  /// False only where the id was never inserted.
  func mayContain(_ id: String) -> Bool {
    let (first, step) = Self.hashes(id)
    return (0..<UInt64(Self.probes)).allSatisfy { probe in
      let bit = (first &+ probe &* step) & mask
      return words[Int(bit >> 6)] >> (bit & 63) & 1 != 0
    }
  }

  /// Inserts an id.
  mutating func insert(_ id: String) {
    let (first, step) = Self.hashes(id)
    for probe in 0..<UInt64(Self.probes) {
      let bit = (first &+ probe &* step) & mask
      words[Int(bit >> 6)] |= 1 << (bit & 63)
    }
  }

  /// The first bit of an id and the distance between its bits, which is odd, so that the bits differ.
  private static func hashes(_ id: String) -> (first: UInt64, step: UInt64) {
    // MurmurHash3's finalizer, because ids often differ in their last digits only.
    var bytes = FNV1a()
    for byte in id.utf8 { bytes.add(byte) }
    var hash = bytes.value
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    hash ^= hash >> 33
    return (hash, hash >> 32 | 1)
  }
}
