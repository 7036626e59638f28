/// Where one text of a packed batch lies.
struct PackedText {
  /// Its first row. The batch holds its texts back to back.
  let start: Int
  /// `T`
  let count: Int
  /// Where its matrix `[T, T padded to 16]` begins in a buffer that holds one for each text.
  let matrix: Int

  /// `T` in whole vectors of 16.
  var padded: Int { Self.padded(count) }

  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
