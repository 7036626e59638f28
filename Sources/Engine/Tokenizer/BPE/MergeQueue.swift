/// The merges of a long word that are possible, as a binary heap: the lowest rank first, and of equal ones the leftmost.
///
/// Mirrors `Word::merge_all`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/bpe/word.rs
struct MergeQueue {
  private struct Entry {
    let merge: MergeTable.Merge
    /// The place of the left symbol.
    let place: Int32

    func precedes(_ other: Entry) -> Bool {
      let (rank, otherRank) = (merge >> 32, other.merge >> 32)
      return rank != otherRank ? rank < otherRank : place < other.place
    }
  }

  private var entries: [Entry] = []
  /// The places of the neighbours of each symbol that is left; -1 at the ends.
  private var previous: [Int32] = []
  private var next: [Int32] = []

  /// Merges the symbols `ids`, which have `lengths` bytes, until no two neighbours merge.
  mutating func merge(_ ids: inout [Int32], _ lengths: inout [Int32], _ table: MergeTable) {
    let count = ids.count
    entries.removeAll(keepingCapacity: true)
    previous = (0..<Int32(count)).map { $0 - 1 }
    next = (0..<Int32(count)).map { $0 + 1 < count ? $0 + 1 : -1 }
    for place in 0..<max(0, count - 1) { push(place, ids, table) }
    while let entry = pop() {
      let place = Int(entry.place)
      guard lengths[place] > 0, next[place] >= 0 else { continue }
      let right = Int(next[place])
      // An entry is outdated where its symbols have merged with others meanwhile.
      let merge = table.merge(ids[place], ids[right])
      guard merge != MergeTable.none, MergeTable.id(of: merge) == MergeTable.id(of: entry.merge) else { continue }
      ids[place] = MergeTable.id(of: merge)
      lengths[place] += lengths[right]
      lengths[right] = 0
      next[place] = next[right]
      if next[right] >= 0 { previous[Int(next[right])] = Int32(place) }
      if previous[place] >= 0 { push(Int(previous[place]), ids, table) }
      push(place, ids, table)
    }
    compact(&ids, &lengths)
  }

  /// Removes the symbols that have become a part of others.
  private func compact(_ ids: inout [Int32], _ lengths: inout [Int32]) {
    var kept = 0
    for place in ids.indices where lengths[place] > 0 {
      (ids[kept], lengths[kept]) = (ids[place], lengths[place])
      kept += 1
    }
    ids.removeLast(ids.count - kept)
    lengths.removeLast(lengths.count - kept)
  }

  private mutating func push(_ place: Int, _ ids: [Int32], _ table: MergeTable) {
    guard next[place] >= 0 else { return }
    let merge = table.merge(ids[place], ids[Int(next[place])])
    guard merge != MergeTable.none else { return }
    entries.append(Entry(merge: merge, place: Int32(place)))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].precedes(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func pop() -> Entry? {
    guard let last = entries.popLast() else { return nil }
    guard let first = entries.first else { return last }
    entries[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { return first }
      if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
      guard entries[child].precedes(entries[parent]) else { return first }
      entries.swapAt(child, parent)
      parent = child
    }
  }
}
