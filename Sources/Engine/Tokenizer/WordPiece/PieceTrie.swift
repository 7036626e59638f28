/// Byte strings with a value each, for the longest one that begins at a place.
///
/// A trie whose edges lie in one open-addressing hash table, keyed by node and byte: a step is one probe, and no string is built or hashed
/// as a whole. Keys are bytes, so canonically equivalent strings stay apart.
struct PieceTrie: Sendable {
  /// A node: the bytes walked so far.
  typealias Node = Int32

  /// The largest total of bytes in all keys: node numbers must leave room for a byte beside them.
  static let maximumBytes = 1 << 23 - 1
  /// The empty string.
  static let root: Node = 0

  /// Edges: the parent's number and the byte in the upper half, the child's number in the lower half; `free` where there is none.
  private var edges: [UInt64]
  /// The value of the key that ends at each node; -1 where none does.
  private var values: [Int32] = [-1]
  private let mask: Int

  private static let free = UInt64.max

  /// Creates an empty trie with room for keys of `totalBytes` bytes together.
  /// - Precondition: `totalBytes <= maximumBytes`.
  init(totalBytes: Int) {
    precondition(totalBytes <= Self.maximumBytes, "\(totalBytes) bytes of keys; \(Self.maximumBytes) at most")
    var capacity = 64
    while capacity < 2 * totalBytes { capacity *= 2 }
    edges = Array(repeating: Self.free, count: capacity)
    mask = capacity - 1
  }

  /// Gives `key` a value; a later one replaces an earlier one.
  /// - Precondition: the bytes of all keys fit the room asked for at the start; `value >= 0`.
  mutating func insert(_ key: some Sequence<UInt8>, value: Int32) {
    var node = Self.root
    for byte in key {
      let slot = self.slot(node, byte)
      if edges[slot] == Self.free {
        precondition(values.count <= mask, "more keys than there is room for")
        edges[slot] = Self.label(node, byte) << 32 | UInt64(values.count)
        values.append(-1)
      }
      node = Node(truncatingIfNeeded: edges[slot])
    }
    values[Int(node)] = value
  }

  /// The node one byte further, or nil where no key goes on so.
  func child(of node: Node, _ byte: UInt8) -> Node? {
    let edge = edges[slot(node, byte)]
    return edge == Self.free ? nil : Node(truncatingIfNeeded: edge)
  }

  /// The node of a string, or nil where no key begins with it.
  func node(of key: some Sequence<UInt8>) -> Node? {
    var node = Self.root
    for byte in key {
      guard let next = child(of: node, byte) else { return nil }
      node = next
    }
    return node
  }

  /// The value of `key`, or nil where it has none.
  func value(of key: some Sequence<UInt8>) -> Int32? {
    guard let node = node(of: key), values[Int(node)] >= 0 else { return nil }
    return values[Int(node)]
  }

  /// The longest key that consists of `node`'s bytes and at least one byte of `bytes[range]`, from its start.
  /// - Returns: its value and where it ends in `bytes`; nil where there is none.
  func longestMatch(from start: Node = root, in bytes: [UInt8], _ range: Range<Int>) -> (value: Int32, end: Int)? {
    var node = start
    var best: (value: Int32, end: Int)?
    for index in range {
      let edge = edges[slot(node, bytes[index])]
      if edge == Self.free { break }
      node = Node(truncatingIfNeeded: edge)
      let value = values[Int(node)]
      if value >= 0 { best = (value, index + 1) }
    }
    return best
  }

  /// The place of an edge, or the free place where it would go. At most half of the places are taken, so the search ends.
  private func slot(_ node: Node, _ byte: UInt8) -> Int {
    let label = Self.label(node, byte)
    // Fibonacci hashing: the upper bits of the product depend on all bits of the label.
    var slot = Int(truncatingIfNeeded: (label &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while edges[slot] != Self.free && edges[slot] >> 32 != label { slot = (slot + 1) & mask }
    return slot
  }

  private static func label(_ node: Node, _ byte: UInt8) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 8 | UInt64(byte)
  }
}
