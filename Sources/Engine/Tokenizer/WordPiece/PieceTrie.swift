/// A map from byte strings to values that finds the longest key at a position of a text.
///
/// It is a trie whose edges lie in one open-addressing hash table, by node and byte: a step takes one probe, and no string is built or
/// hashed as a whole. Keys are bytes, so canonically equivalent strings are distinguished.
struct PieceTrie: Sendable {
  /// A node, which stands for a prefix of keys.
  typealias Node = Int32

  /// Upper bound of the total bytes of all keys: a node's number and a byte must fit into 32 bits.
  static let maximumBytes = 1 << 23 - 1
  /// The node of the empty prefix.
  static let root: Node = 0

  /// Edges: the parent's number and the byte in the upper half, the child's number in the lower half; `free` in empty slots.
  private var edges: [UInt64]
  /// The value of the key that ends at each node; -1 where none does.
  private var values: [Int32] = [-1]
  private let mask: Int

  private static let free = UInt64.max

  /// Creates an empty trie with room for keys of `totalBytes` bytes in total.
  /// - Precondition: `totalBytes <= maximumBytes`.
  init(totalBytes: Int) {
    precondition(totalBytes <= Self.maximumBytes, "\(totalBytes) bytes of keys; \(Self.maximumBytes) at most")
    var capacity = 64
    while capacity < 2 * totalBytes { capacity *= 2 }
    edges = Array(repeating: Self.free, count: capacity)
    mask = capacity - 1
  }

  /// Sets the value of `key`, replacing an earlier one.
  /// - Precondition: The bytes of all keys fit the room of the trie, and `value >= 0`.
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

  /// The node one byte further; nil where no key continues with the byte.
  func child(of node: Node, _ byte: UInt8) -> Node? {
    let edge = edges[slot(node, byte)]
    return edge == Self.free ? nil : Node(truncatingIfNeeded: edge)
  }

  /// The value of the key that ends at a node; -1 where none does.
  func value(at node: Node) -> Int32 { values[Int(node)] }

  /// The node of a prefix; nil where no key begins with it.
  func node(of key: some Sequence<UInt8>) -> Node? {
    var node = Self.root
    for byte in key {
      guard let next = child(of: node, byte) else { return nil }
      node = next
    }
    return node
  }

  /// The value of `key`; nil where it has none.
  func value(of key: some Sequence<UInt8>) -> Int32? {
    guard let node = node(of: key), values[Int(node)] >= 0 else { return nil }
    return values[Int(node)]
  }

  /// The longest key that consists of the prefix of `start` and at least one byte from the beginning of `bytes[range]`.
  /// - Returns: The key's value and its end in `bytes`; nil where there is none.
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

  /// The slot of an edge, or the free slot for it. At most half of the slots are taken, so the search ends.
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
