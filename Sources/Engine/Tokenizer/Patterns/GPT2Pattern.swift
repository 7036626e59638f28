import Support

/// GPT-2's expression `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`, as a scanner.
///
/// Its matches cover every text.
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/byte_level.rs
struct GPT2Pattern: SplitPattern {
  /// The expression.
  static let expression = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  /// The kinds of characters that the expression tells apart.
  private enum Kind: UInt8 {
    case letter, number, space, other

    init(_ categories: ScalarCategories) {
      self =
        !categories.isDisjoint(with: .letter)
        ? .letter : !categories.isDisjoint(with: .number) ? .number : !categories.isDisjoint(with: .space) ? .space : .other
    }
  }

  /// The kinds of ASCII. `[128]`
  private static let ascii: [Kind] = ScalarCategories.ascii.map(Kind.init)

  func appendMatches(in bytes: [UInt8], _ range: Range<Int>, to matches: inout [Range<Int>]) {
    let ascii = Self.ascii
    bytes.withUnsafeBufferPointer { bytes in
      ascii.withUnsafeBufferPointer { ascii in
        var start = range.lowerBound
        while start < range.upperBound {
          let end = Self.end(of: start, bytes, range.upperBound, ascii)
          matches.append(start..<end)
          start = end
        }
      }
    }
  }

  /// The end of the match that begins at `start`.
  @inline(__always)
  private static func end(
    of start: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int, _ ascii: UnsafeBufferPointer<Kind>
  ) -> Int {
    if bytes[start] == UInt8(ascii: "'"), let end = endOfContraction(start, bytes, limit) { return end }
    var (kind, end) = scalar(at: start, bytes, ascii)
    var last = start
    if bytes[start] == UInt8(ascii: " "), end < limit {
      let (next, nextEnd) = scalar(at: end, bytes, ascii)
      if next != .space { (kind, end) = (next, nextEnd) }
    }
    while end < limit {
      let (next, nextEnd) = scalar(at: end, bytes, ascii)
      if next != kind {
        // Of white space before a word, the last character is left: it may belong to the word.
        return kind == .space && last > start ? last : end
      }
      (last, end) = (end, nextEnd)
    }
    return end
  }

  /// The kind of the scalar that begins at `position`, and its end.
  @inline(__always)
  private static func scalar(
    at position: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ ascii: UnsafeBufferPointer<Kind>
  ) -> (kind: Kind, end: Int) {
    if bytes[position] < 0x80 { return (ascii[Int(bytes[position])], position + 1) }
    var end = position
    let value = UTF8Scalars.scalar(in: bytes, at: &end)
    return (Kind(ScalarCategories.of(value)), end)
  }

  private static func endOfContraction(_ start: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) -> Int? {
    guard start + 1 < limit else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return start + 2 < limit && bytes[start + 2] == UInt8(ascii: "e") ? start + 3 : nil
    case UInt8(ascii: "l"): return start + 2 < limit && bytes[start + 2] == UInt8(ascii: "l") ? start + 3 : nil
    default: return nil
    }
  }
}
