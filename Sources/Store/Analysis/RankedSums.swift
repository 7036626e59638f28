import Support

/// What a ranking of tokens is made from, whatever its order and length.
struct RankedSums: Sendable {
  /// The words by number; empty where tokens are pieces.
  let words: [ExactString]
  /// The sums of the slice.
  let chosen: TokenSums
  /// The comparison with the other side; nil without one.
  var comparison: TokenComparison?
  /// Examples of the other side that were left out because they are in the slice.
  var overlap = 0
  /// Near copies that were left out on both sides.
  let copies: Int

  /// Bytes that the sums take, but for the letters of long words.
  var bytes: Int { words.count * MemoryLayout<ExactString>.stride + chosen.bytes + (comparison?.bytes ?? 0) }
}
