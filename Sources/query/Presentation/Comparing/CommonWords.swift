import Store

/// The words of one text by two tokenizers, as far apart as both divide the text: where one has "'s" and the other "'" and "s", the two are one
/// word.
enum CommonWords {
  /// A word of both.
  struct Common: Equatable {
    /// The name by the first tokenizer.
    let name: String
    /// The positions of its tokens in the first example.
    let first: Range<Int>
    /// The positions of its tokens in the second example.
    let second: Range<Int>
  }

  /// The words of two examples of the same text, in order.
  /// - Returns: Nil where the words of one are not all in the other, as in texts that were truncated otherwise. Words of examples without texts,
  ///   which have no places, have to be equal.
  static func of(_ one: Example, _ other: Example) -> [Common]? {
    let (left, right) = (one.words, other.words)
    if left.contains(where: { $0.range == nil }) || right.contains(where: { $0.range == nil }) {
      guard left.map(\.name) == right.map(\.name) else { return nil }
      return zip(left, right).map { Common(name: $0.name, first: $0.tokens, second: $1.tokens) }
    }
    var (first, second) = (left[...], right[...])
    var common: [Common] = []
    while let word = first.popFirst() {
      guard let twin = second.popFirst() else { return nil }
      var (place, twinPlace) = (Place(of: word, in: one), Place(of: twin, in: other))
      guard place.segment == twinPlace.segment, place.start == twinPlace.start else { return nil }
      var (name, end, twinEnd) = (word.name, word.tokens.upperBound, twin.tokens.upperBound)
      while place.end != twinPlace.end {
        if place.end < twinPlace.end {
          guard let next = first.popFirst() else { return nil }
          place = Place(of: next, in: one)
          (name, end) = (name + next.name, next.tokens.upperBound)
        } else {
          guard let next = second.popFirst() else { return nil }
          twinPlace = Place(of: next, in: other)
          twinEnd = next.tokens.upperBound
        }
        guard place.segment == twinPlace.segment else { return nil }
      }
      common.append(Common(name: name, first: word.tokens.lowerBound..<end, second: twin.tokens.lowerBound..<twinEnd))
    }
    return second.isEmpty ? common : nil
  }

  /// Where a word is.
  private struct Place {
    let segment: UInt8
    let start: Int
    let end: Int

    init(of word: Word, in example: Example) {
      segment = example.tokens[word.tokens.lowerBound].segment
      let range = word.range ?? 0..<0
      (start, end) = (range.lowerBound, range.upperBound)
    }
  }
}
