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
  private var mask: Int

  private static let free = UInt64.max

  /// Creates an empty trie for keys of about `totalBytes` bytes in total.
  /// - Precondition: `totalBytes <= maximumBytes`.
  init(totalBytes: Int) {
    precondition(totalBytes <= Self.maximumBytes, "\(totalBytes) bytes of keys; \(Self.maximumBytes) at most")
    // Keys share prefixes: the table begins with a quarter of the room that they would take without.
    var capacity = 64
    while 2 * capacity < totalBytes { capacity *= 2 }
    edges = Array(repeating: Self.free, count: capacity)
    mask = capacity - 1
  }

  /// Sets the value of `key`, replacing an earlier one.
  /// - Precondition: All keys have at most `maximumBytes` bytes in total, and `value >= 0`.
  mutating func insert(_ key: some Sequence<UInt8>, value: Int32) {
    var node = Self.root
    for byte in key {
      var slot = self.slot(node, byte)
      if edges[slot] == Self.free {
        if 2 * values.count > mask {
          grow()
          slot = self.slot(node, byte)
        }
        edges[slot] = Self.label(node, byte) << 32 | UInt64(values.count)
        values.append(-1)
      }
      node = Node(truncatingIfNeeded: edges[slot])
    }
    values[Int(node)] = value
  }

  private mutating func grow() {
    let old = edges
    edges = Array(repeating: Self.free, count: 2 * old.count)
    mask = edges.count - 1
    for edge in old where edge != Self.free {
      let label = edge >> 32
      edges[slot(Node(truncatingIfNeeded: label >> 8), UInt8(truncatingIfNeeded: label))] = edge
    }
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
