/// The layout of a batch: texts of one length class, back to back.
struct PackedBatch {
  let texts: [PackedText]
  /// `N`: number of rows that are computed, including the rows after the last text.
  let rows: Int

  /// Lays out texts with these numbers of tokens.
  init(_ counts: [Int], rows: Int) {
    var texts: [PackedText] = []
    var start = 0
    var matrix = 0
    for count in counts {
      texts.append(PackedText(start: start, count: count, matrix: matrix))
      start += count
      matrix += count * PackedText.padded(count)
    }
    precondition(start <= rows, "\(start) tokens in a batch of \(rows) rows")
    self.texts = texts
    self.rows = rows
  }
}

/// The batches for which the buffers of a worker have room.
struct BatchCapacity: Equatable {
  /// Largest number of rows, `N`.
  private(set) var rows = 0
  /// Largest number of tokens of one text, `T`.
  private(set) var longestText = 0

  /// Numbers in the matrices `[T, padded T]` of all texts of a batch.
  var matrices: Int { rows * PackedText.padded(longestText) }

  /// Enlarges the capacity for a batch.
  mutating func include(_ batch: PackedBatch) {
    rows = max(rows, batch.rows)
    // Short texts share one size, so that a longer one of them does not cause another allocation.
    longestText = batch.texts.reduce(max(longestText, min(LengthClass.sharedLength, batch.rows))) { max($0, $1.count) }
  }
}
