import Support

/// Reads the merges of a BPE model.
enum BPEMerges {
  /// The merges by their symbols' ids. A merge's rank is its place; where symbols merge twice, the later merge counts.
  /// - Parameters:
  ///   - saved: The vocabulary and the merges.
  ///   - prefix: The mark of pieces that do not begin a word, which the right symbol loses when it is merged.
  /// - Returns: The table.
  /// - Throws: `EngineError` where a piece is missing.
  static func table(_ saved: SavedModel, prefix: String) throws -> MergeTable {
    var table = MergeTable(count: saved.merges.count)
    var merged: [UInt8] = []
    for (rank, merge) in saved.merges.enumerated() {
      merged.removeAll(keepingCapacity: true)
      merged += merge.left.utf8
      merged += merge.right.utf8.dropFirst(prefix.utf8.count)
      guard merge.right.utf8.count >= prefix.utf8.count, let leftID = saved.table.id(of: merge.left),
        let rightID = saved.table.id(of: merge.right), let id = saved.table.id(of: merged)
      else {
        throw EngineError(
          "\(saved.file): merge \(rank + 1), '\(merge.left.prefix(40))' and '\(merge.right.prefix(40))', has a piece that is not in the "
            + "vocabulary; save the tokenizer again, or restore the files of one tokenizer", kind: .damaged)
      }
      table.insert(leftID, rightID, rank: rank, id: id)
    }
    return table
  }

  /// Whether a symbol's id may not tell its text: two pieces share an id, unknown characters or bytes may merge, or symbols lose a mark.
  static func isAmbiguous(_ saved: SavedModel, _ options: BPEOptions) -> Bool {
    guard options.continuationPrefix.isEmpty, !options.fallsBackToBytes else { return true }
    if let unknown = options.unknownToken, saved.merges.contains(where: { $0.left == unknown || $0.right == unknown }) { return true }
    var seen = [Bool](repeating: false, count: saved.table.pieces.count)
    for entry in saved.table.entries where saved.table.id(of: entry.piece) == Int32(entry.id) {
      if seen[entry.id], !saved.table.pieces[entry.id].utf8.elementsEqual(entry.piece.utf8) { return true }
      seen[entry.id] = true
    }
    return false
  }
}
