/// Ids of the vocabulary's short pieces, found as a whole.
///
/// Most words of a text are pieces themselves. A `PieceTrie` takes a step for each byte, each a miss of the cache while the model's weights stream through
/// it; here the bytes lie in the hash table's slots, so that a word costs one.
struct ShortWords: Sendable {
  /// Bytes of the longest piece that is kept.
  static let longest = 11

  /// A piece and its id in 16 bytes. Beside the bytes, filled up with zeros, lies their number, so that a NUL of the text is told apart.
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

  /// Gives a piece an id, in place of an earlier one; longer pieces are left out.
  /// - Precondition: there is room for it; `id >= 0`.
  mutating func insert(_ piece: some Collection<UInt8>, id: Int32) {
    guard piece.count <= Self.longest else { return }
    let (low, high) = Self.key(piece)
    let index = index(low, high)
    slots[index] = Slot(low: low, high: high, id: id)
  }

  /// The id of the piece that is `bytes[range]`; nil where there is none, or it is longer than `longest`.
  func id(of bytes: [UInt8], _ range: Range<Int>) -> Int32? {
    guard range.count <= Self.longest else { return nil }
    let (low, high) = Self.key(bytes[range])
    let id = slots[index(low, high)].id
    return id >= 0 ? id : nil
  }

  /// The slot of a piece, or the free one where it would go. At most half of the slots are taken, so the search ends.
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
