/// The merges of BPE: which two neighbouring symbols become which one, and in which order.
///
/// It is an open-addressing hash table by the ids of both symbols.
struct MergeTable: Sendable {
  /// The rank of a merge in the upper half and the id of the merged symbol in the lower half: the smaller, the earlier the merge.
  typealias Merge = UInt64

  /// Stands for no merge; later than all merges.
  static let none = Merge.max

  private struct Slot {
    var key = UInt64.max
    var merge = none
  }

  private var slots: [Slot]
  private let mask: Int

  /// Creates an empty table with room for `count` merges.
  init(count: Int) {
    var capacity = 64
    while capacity < 2 * count { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    mask = capacity - 1
  }

  /// Adds a merge. A later merge of the same symbols replaces an earlier one.
  /// - Precondition: There is room for it; ids and rank are not negative.
  mutating func insert(_ left: Int32, _ right: Int32, rank: Int, id: Int32) {
    let key = Self.key(left, right)
    slots[slot(key)] = Slot(key: key, merge: UInt64(rank) << 32 | UInt64(id))
  }

  /// The merge of two neighbours; `none` where they do not merge.
  @inline(__always)
  func merge(_ left: Int32, _ right: Int32) -> Merge { slots[slot(Self.key(left, right))].merge }

  /// The id of the merged symbol.
  @inline(__always)
  static func id(of merge: Merge) -> Int32 { Int32(truncatingIfNeeded: merge) }

  /// The slot of a key, or the free slot for it. At most half of the slots are taken, so the search ends.
  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    // Fibonacci hashing: the upper bits of the product depend on all bits of the key.
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].key != key, slots[slot].key != .max { slot = (slot + 1) & mask }
    return slot
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }
}
