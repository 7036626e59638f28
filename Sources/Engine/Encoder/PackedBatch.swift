/// Texts of one length class, back to back.
struct PackedBatch {
  let texts: [PackedText]
  /// `N`: the rows that are computed, those behind the last text included.
  let rows: Int

  /// Lays out texts of the given lengths.
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

/// What the buffers of one worker have room for.
struct BatchCapacity: Equatable {
  /// The most rows, `N`.
  private(set) var rows = 0
  /// The most tokens of one text, `T`.
  private(set) var longestText = 0

  /// The numbers of one matrix `[T, padded T]` for each text.
  var matrices: Int { rows * PackedText.padded(longestText) }

  /// Makes room for a batch.
  mutating func include(_ batch: PackedBatch) {
    rows = max(rows, batch.rows)
    // Short texts share one size, so that the first long one of them does not make the others' memory anew.
    longestText = batch.texts.reduce(max(longestText, min(LengthClass.sharedLength, batch.rows))) { max($0, $1.count) }
  }
}
