import Support

/// The pieces of a vocabulary by id, and their ids.
///
/// Pieces are compared by bytes, because canonically equivalent ones are different pieces.
struct PieceTable: Sendable {
  /// A piece and its id.
  typealias Entry = (piece: String, id: Int)

  /// The entries as the file has them, of which a later one replaces an earlier one with the same piece.
  let entries: [Entry]
  /// The pieces by id; "" where an id has no piece.
  let pieces: [String]
  /// Number of different pieces.
  let count: Int
  /// An open hash table of the numbers of entries; -1 in empty slots. At most half of the slots are taken.
  private let slots: [Int32]

  /// Creates a table.
  /// - Precondition: ids are not negative, and in proportion to the number of entries, as `pieces` has all ids below the largest one.
  init(_ entries: [Entry]) {
    self.entries = entries
    var pieces = Array(repeating: "", count: (entries.lazy.map(\.id).max() ?? -1) + 1)
    var capacity = 64
    while capacity < 2 * entries.count { capacity *= 2 }
    var slots = [Int32](repeating: -1, count: capacity)
    var count = 0
    for (number, entry) in entries.enumerated() {
      pieces[entry.id] = entry.piece
      let slot = Self.slot(of: entry.piece.utf8, slots, entries)
      if slots[slot] < 0 { count += 1 }
      slots[slot] = Int32(number)
    }
    (self.pieces, self.slots, self.count) = (pieces, slots, count)
  }

  /// The id of a piece; nil for others.
  func id(of piece: String) -> Int32? { id(of: piece.utf8) }

  /// The id of the piece with these bytes; nil for others.
  func id(of bytes: some Collection<UInt8>) -> Int32? {
    let number = slots[Self.slot(of: bytes, slots, entries)]
    return number < 0 ? nil : Int32(entries[Int(number)].id)
  }

  private static func slot(of bytes: some Collection<UInt8>, _ slots: [Int32], _ entries: [Entry]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot] >= 0, !entries[Int(slots[slot])].piece.utf8.elementsEqual(bytes) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
