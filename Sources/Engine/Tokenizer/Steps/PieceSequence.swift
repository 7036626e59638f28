/// The pieces of one text, without the template's tokens. `[pieces]` each.
struct PieceSequence: Equatable {
  private(set) var ids: [Int32] = []
  /// Offsets in Unicode scalars of the original text.
  private(set) var offsets: [Range<Int>] = []

  /// The number of pieces.
  var count: Int { ids.count }

  /// Appends a piece.
  mutating func append(_ id: Int32, _ offsets: Range<Int>) {
    ids.append(id)
    self.offsets.append(offsets)
  }

  /// Changes the offsets of the pieces from `start` on.
  mutating func trim(from start: Int, _ trimming: OffsetTrimming) {
    for place in start..<count { offsets[place] = trimming.trimmed(offsets[place], ofPiece: ids[place]) }
  }

  /// Keeps only the first `count` pieces, or the last ones.
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
