import Store
import TestSupport
import Testing

@testable import Presentation

struct ReadStretchTests {
  /// An example of these texts, with a token for each segment and offsets in `places`.
  private static func example(_ texts: [String], isTruncated: Bool = true, _ places: [(UInt8, Range<Int>)]) -> Example {
    let special = ExampleToken(id: 0, piece: "[CLS]", segment: 0, offsets: nil, score: 0)
    return Example(
      row: 1, id: "a", text: texts[0], pair: texts.count > 1 ? texts[1] : nil, labels: nil, logits: [], predicted: nil, confidence: nil,
      value: nil, isTruncated: isTruncated,
      tokens: [special] + places.map { ExampleToken(id: 2, piece: "x", segment: $0.0, offsets: $0.1, score: 0) } + [special],
      kept: [])
  }

  @Test(
    arguments: [
      // Truncated on the right, and inside a word.
      (["good but long"], [(0, 0..<4), (0, 5..<7)], [0..<7]), (["unwatchable"], [(0, 0..<2)], [0..<2]),
      // Truncated on the left.
      (["good but long"], [(0, 9..<13)], [9..<13]), (["  good but"], [(0, 7..<10)], [7..<10]),
      // Blanks, accents and characters that tokenizers drop count as read.
      ([" good \n"], [(0, 1..<5)], [0..<7]), (["\u{200B}good\u{301}\u{0}"], [(0, 1..<5)], [0..<7]),
      // The accent belongs to the last letter that was read: "नहीं" is one word.
      (["\u{928}\u{939}\u{940}\u{902} \u{928}"], [(0, 0..<3)], [0..<4]),
      // Either text of a pair may be truncated, even to nothing.
      (["good film", "long pair"], [(0, 0..<4), (0, 5..<9), (1, 0..<4)], [0..<9, 0..<4]),
      (["good film", "pair"], [(0, 0..<4)], [0..<4, 0..<0]), (["good", " "], [(0, 0..<4)], [0..<4, 0..<1]),
      // Offsets of a damaged store may be anywhere.
      (["good"], [(0, 7..<9)], [4..<4]), (["good film"], [(0, 2..<99)], [2..<9]),
    ] as [([String], [(UInt8, Range<Int>)], [Range<Int>])])
  func `text before the first and behind the last token was not read`(
    texts: [String], places: [(UInt8, Range<Int>)], expected: [Range<Int>]
  ) {
    #expect(ReadStretch.of(Self.example(texts, places)) == expected)
  }

  @Test func `a text that was not cut off was read whole`() {
    #expect(ReadStretch.of(Self.example(["good film", "pair"], isTruncated: false, [(0, 0..<4)])) == [0..<9, 0..<4])
  }
}
