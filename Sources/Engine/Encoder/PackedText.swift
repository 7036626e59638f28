/// Where one text of a packed batch lies.
struct PackedText {
  /// Its first row. The batch holds its texts back to back.
  let start: Int
  /// `T`
  let count: Int
  /// Where its matrix `[T, T padded to 16]` begins in the buffers of pairs.
  let matrix: Int

  /// `T` in whole vectors of 16.
  var padded: Int { Self.padded(count) }

  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Lays out texts of the given lengths.
  static func layOut(_ counts: [Int]) -> [PackedText] {
    var texts: [PackedText] = []
    var start = 0
    var matrix = 0
    for count in counts {
      texts.append(PackedText(start: start, count: count, matrix: matrix))
      start += count
      matrix += count * padded(count)
    }
    return texts
  }
}
