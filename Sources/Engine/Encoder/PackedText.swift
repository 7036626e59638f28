/// The position of a text in a packed batch.
struct PackedText {
  /// First row of the text.
  let start: Int
  /// `T`
  let count: Int
  /// Offset of the text's matrix `[T, padded T]` in a buffer with a matrix for each text.
  let matrix: Int

  /// The text's rows in the batch.
  var rows: Range<Int> { start..<start + count }

  /// `T` rounded up to a multiple of 16.
  var padded: Int { Self.padded(count) }

  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
