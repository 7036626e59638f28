/// All ways to split a word into pieces and unknown characters, and the best of them.
///
/// The best one is found in one pass over the starts of pieces, in double precision; of equal ones, that whose last piece starts first.
struct UnigramLattice: Sendable {
  /// The ids of the pieces.
  let trie: PieceTrie
  /// The score of each piece. `[V]`
  let scores: [Double]
  let unknownID: Int32
  /// The score of a character that is no piece.
  let unknownScore: Double

  /// The best way to split the word up to some byte.
  private struct Node {
    var score = 0.0
    /// The last piece.
    var id: Int32 = 0
    /// The number of bytes before the last piece; -1 where no way leads here. On the way back: the end of the next piece.
    var link: Int32 = -1
  }

  /// Calls `body` with the pieces of `bytes[word]` in order; neighbouring unknown ones are one.
  /// - Precondition: The word has less than 2^31 bytes.
  func forEachPiece(of bytes: [UInt8], _ word: Range<Int>, _ body: (_ id: Int32, _ range: Range<Int>) -> Void) {
    withUnsafeTemporaryAllocation(of: Node.self, capacity: word.count + 1) { nodes in
      nodes.initialize(repeating: Node())
      search(bytes, word, nodes)
      reverse(nodes)
      var start = 0
      while start < word.count {
        let id = nodes[start].id
        var end = Int(nodes[start].link)
        while id == unknownID, end < word.count, nodes[end].id == unknownID { end = Int(nodes[end].link) }
        body(id, word.lowerBound + start..<word.lowerBound + end)
        start = end
      }
    }
  }

  private func search(_ bytes: [UInt8], _ word: Range<Int>, _ nodes: UnsafeMutableBufferPointer<Node>) {
    var start = 0
    while start < word.count {
      let score = nodes[start].score
      let first = bytes[word.lowerBound + start]
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      var isPiece = false
      var position = start
      var node = PieceTrie.root
      while position < word.count, let next = trie.child(of: node, bytes[word.lowerBound + position]) {
        node = next
        position += 1
        let id = trie.value(at: node)
        if id >= 0 {
          Self.take(score + scores[Int(id)], id, start, &nodes[position])
          if position - start == length { isPiece = true }
        }
      }
      if !isPiece { Self.take(score + unknownScore, unknownID, start, &nodes[start + length]) }
      start += length
    }
  }

  @inline(__always)
  private static func take(_ score: Double, _ id: Int32, _ start: Int, _ node: inout Node) {
    if node.link < 0 || score > node.score { node = Node(score: score, id: id, link: Int32(start)) }
  }

  /// Moves each piece of the best way from the node at its end to that at its start.
  private func reverse(_ nodes: UnsafeMutableBufferPointer<Node>) {
    var end = nodes.count - 1
    var (id, start) = (nodes[end].id, Int(nodes[end].link))
    while end > 0 {
      let before = nodes[start]
      nodes[start].id = id
      nodes[start].link = Int32(end)
      end = start
      (id, start) = (before.id, Int(before.link))
    }
  }
}
