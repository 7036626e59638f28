/// The symbols of a word, which are merged until no two neighbours merge: of all merges that are possible the one of the lowest rank first,
/// and of equal ones the leftmost.
///
/// Mirrors `Word`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/bpe/word.rs
/// A run is scratch memory: it is emptied and filled again for each word.
struct SymbolRun {
  /// The ids of the symbols.
  private(set) var ids: [Int32] = []
  /// The number of bytes of each symbol.
  private(set) var lengths: [Int32] = []
  /// For each symbol the merge with the next one.
  private var merges: [MergeTable.Merge] = []
  private var queue = MergeQueue()

  /// Upper bound of the symbols that are merged in place. A longer word uses a queue, whose time grows with n log n.
  private static let shortest = 64

  /// The number of symbols.
  var count: Int { ids.count }

  /// Empties the run.
  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
  }

  /// Appends a symbol.
  mutating func append(_ id: Int32, length: Int) {
    ids.append(id)
    lengths.append(Int32(length))
  }

  /// Merges the symbols.
  /// - Parameters:
  ///   - table: The merges.
  ///   - usesQueue: Whether short words go through the queue, too. Its results differ where a symbol's id does not tell its text, as it keeps
  ///     merges that are outdated but lead to the same id, as the reference does.
  mutating func merge(_ table: MergeTable, usesQueue: Bool) {
    if count > Self.shortest || usesQueue {
      queue.merge(&ids, &lengths, table)
    } else if count > 1 {
      mergeInPlace(table)
    }
  }

  private mutating func mergeInPlace(_ table: MergeTable) {
    merges.removeAll(keepingCapacity: true)
    for index in 1..<ids.count { merges.append(table.merge(ids[index - 1], ids[index])) }
    merges.append(MergeTable.none)
    while true {
      var best = MergeTable.none
      var place = 0
      // Equal ranks are equal merges, so the first of equal numbers is the leftmost.
      for index in merges.indices where merges[index] < best { (best, place) = (merges[index], index) }
      if best == MergeTable.none { return }
      ids[place] = MergeTable.id(of: best)
      lengths[place] += lengths[place + 1]
      ids.remove(at: place + 1)
      lengths.remove(at: place + 1)
      merges.remove(at: place)
      if place > 0 { merges[place - 1] = table.merge(ids[place - 1], ids[place]) }
      if place + 1 < ids.count { merges[place] = table.merge(ids[place], ids[place + 1]) }
    }
  }
}
