/// The pieces of one text, before the template adds its tokens. `[pieces]` each.
struct PieceSequence: Equatable {
  private(set) var ids: [Int32] = []
  /// Unicode scalars of the original text.
  private(set) var offsets: [Range<Int>] = []

  /// The number of pieces.
  var count: Int { ids.count }

  /// Appends a piece.
  mutating func append(_ id: Int32, _ offsets: Range<Int>) {
    ids.append(id)
    self.offsets.append(offsets)
  }

  /// Drops all but the first `count` pieces, or all but the last.
  mutating func truncate(to count: Int, keepingLast: Bool = false) {
    if keepingLast {
      ids.removeFirst(ids.count - count)
      offsets.removeFirst(offsets.count - count)
    } else {
      ids.removeLast(ids.count - count)
      offsets.removeLast(offsets.count - count)
    }
  }
}
