/// The ids that a run has admitted: sure of those that it has not, wrong now and then about those that it seems to have. A Bloom filter, so that its
/// size does not grow with the corpus: of ids that are new it takes one in 400 for known after a million, and in the end all.
///
/// https://doi.org/10.1145/362686.362692
struct AdmittedIDs {
  /// Bits that an id sets.
  private static let probes = 4

  private var words: [UInt64]
  private let mask: UInt64

  /// Creates an empty filter of 2^`exponent` bits: 2 MB unless told otherwise.
  /// - Precondition: `exponent >= 6`.
  init(exponent: Int = 24) {
    precondition(exponent >= 6, "a filter of 2^\(exponent) bits")
    words = Array(repeating: 0, count: 1 << (exponent - 6))
    mask = 1 << UInt64(exponent) - 1
  }

  /// False where the id was never inserted.
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

  /// Where an id's bits begin, and how far they are apart: an odd number, so that they differ.
  private static func hashes(_ id: String) -> (first: UInt64, step: UInt64) {
    // FNV-1a, and the finalizer of MurmurHash3, since ids often differ in their last digits only.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    hash ^= hash >> 33
    return (hash, hash >> 32 | 1)
  }
}
