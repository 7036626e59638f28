/// Splits normalized text into words, at white space, which is dropped, and around punctuation, each mark of which is a word.
///
/// Either may be left out: then white space or punctuation is a part of words.
struct WordIterator {
  private var position: Int
  private let end: Int
  private let boundaries: ScalarTraits

  /// Creates an iterator over the bytes `range` of a text; `boundaries` holds `isWhitespace`, `isPunctuation`, both or neither.
  init(range: Range<Int>, boundaries: ScalarTraits = [.isWhitespace, .isPunctuation]) {
    self.boundaries = boundaries
    position = range.lowerBound
    end = range.upperBound
  }

  /// The bytes of the next word of `bytes`, which must be the same valid UTF-8 at each call; nil at the end.
  mutating func next(in bytes: [UInt8]) -> Range<Int>? {
    var start = position
    while position < end {
      let (traits, length) = Self.traits(in: bytes, at: position)
      if traits.isDisjoint(with: boundaries) {
        position += length
      } else if position > start {
        break
      } else if traits.intersection(boundaries).contains(.isWhitespace) {
        position += length
        start = position
      } else {
        position += length
        return start..<position
      }
    }
    return position > start ? start..<position : nil
  }

  @inline(__always)
  private static func traits(in bytes: [UInt8], at position: Int) -> (traits: ScalarTraits, length: Int) {
    let byte = bytes[position]
    if byte < 0x80 { return (ScalarTraits.ascii[Int(byte)], 1) }
    let (scalar, length) = UTF8.scalar(in: bytes, at: position)
    return (ScalarTraits.of(scalar), length)
  }
}
