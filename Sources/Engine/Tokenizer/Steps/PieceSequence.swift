/// The pieces of one text, without the template's tokens. `[pieces]` each.
struct PieceSequence: Equatable {
  private(set) var ids: [Int32] = []
  /// Offsets in Unicode scalars of the original text.
  private(set) var offsets: [Range<Int>] = []

  /// The spaces of the text of each added token, by the token's place.
  private var spaces: [Int: OffsetTrimming.Spaces] = [:]

  /// The number of pieces.
  var count: Int { ids.count }

  /// Appends a piece.
  mutating func append(_ id: Int32, _ offsets: Range<Int>) {
    ids.append(id)
    self.offsets.append(offsets)
  }

  /// Appends an added token that was found as `text`, in UTF-8.
  mutating func append(_ id: Int32, _ offsets: Range<Int>, foundAs text: ArraySlice<UInt8>) {
    spaces[count] = OffsetTrimming.Spaces(of: String(decoding: text, as: UTF8.self).unicodeScalars)
    append(id, offsets)
  }

  /// Trims the offsets of the pieces from `start` on: of those that a truncation leaves.
  mutating func trim(from start: Int, _ trimming: OffsetTrimming) {
    for place in start..<count {
      let found = spaces.isEmpty ? nil : spaces[place]
      offsets[place] = trimming.trimmed(offsets[place], of: ids[place], found: found, isFirst: place == start)
    }
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
