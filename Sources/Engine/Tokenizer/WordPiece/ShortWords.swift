/// The ids of the vocabulary's short pieces, found as a whole.
///
/// Most words of a text are pieces themselves. A `PieceTrie` takes a step for each byte, and each step is a cache miss while the model's
/// weights stream through the cache; here the bytes are in the slots of the hash table, so that a word takes one miss.
struct ShortWords: Sendable {
  /// Upper bound of a piece's bytes.
  static let longest = 11

  /// A piece and its id in 16 bytes. The bytes are padded with zeros, and their number is stored, so that a NUL in the text is
  /// distinguished.
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt32 = 0
    var id: Int32 = -1
  }

  private var slots: [Slot]
  private let mask: Int

  /// Creates an empty table with room for `count` pieces.
  init(count: Int) {
    var capacity = 64
    while capacity < 2 * count { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    mask = capacity - 1
  }

  /// Sets the id of a piece, replacing an earlier one; longer pieces are ignored.
  /// - Precondition: There is room for the piece, and `id >= 0`.
  mutating func insert(_ piece: some Collection<UInt8>, id: Int32) {
    guard piece.count <= Self.longest else { return }
    let (low, high) = Self.key(piece)
    let index = index(low, high)
    slots[index] = Slot(low: low, high: high, id: id)
  }

  /// The id of the piece `bytes[range]`; nil where there is none, or it is longer than `longest`.
  func id(of bytes: [UInt8], _ range: Range<Int>) -> Int32? {
    guard range.count <= Self.longest else { return nil }
    let (low, high) = Self.key(bytes[range])
    let id = slots[index(low, high)].id
    return id >= 0 ? id : nil
  }

  /// The slot of a piece, or the free slot for it. At most half of the slots are taken, so the search ends.
  private func index(_ low: UInt64, _ high: UInt32) -> Int {
    // The upper bits of a product depend on all bits of its factors.
    let hash = (low ^ UInt64(high) &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
    var index = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[index].id >= 0, slots[index].low != low || slots[index].high != high { index = (index + 1) & mask }
    return index
  }

  private static func key(_ bytes: some Collection<UInt8>) -> (low: UInt64, high: UInt32) {
    var low: UInt64 = 0
    var high = UInt32(bytes.count) << 24
    for (place, byte) in bytes.enumerated() {
      if place < 8 { low |= UInt64(byte) << UInt64(8 * place) } else { high |= UInt32(byte) << UInt32(8 * (place - 8)) }
    }
    return (low, high)
  }
}
