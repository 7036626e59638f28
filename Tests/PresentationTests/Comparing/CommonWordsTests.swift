import Store
import Testing

@testable import Presentation

/// Two tokenizers divide a text into words otherwise; the words of both are compared.
struct CommonWordsTests {
  private static func example(_ text: String, _ pieces: [(String, Range<Int>)]) -> Example {
    let tokens = pieces.map { piece, range in
      ExampleToken(
        id: 1, piece: VocabularyPiece(name: piece), segment: 0, offsets: range, score: 0.1, isSpecial: false)
    }
    return Example(
      row: 1, id: "a", text: text, pair: nil, labels: nil, logits: [], predicted: nil, confidence: nil, value: nil, isTruncated: false,
      tokens: tokens, kept: [])
  }

  private static func names(_ one: Example, _ other: Example) -> [String]? { CommonWords.of(one, other)?.map(\.name) }

  private static let split = example("It's fun!", [("It", 0..<2), ("'", 2..<3), ("s", 3..<4), ("fun", 5..<8), ("!", 8..<9)])
  private static let joined = example("It's fun!", [("It", 0..<2), ("'s", 2..<4), ("fun", 5..<8), ("!", 8..<9)])

  @Test("words that one tokenizer divides further are one")
  func dividedFurther() {
    #expect(Self.names(Self.split, Self.joined) == ["It", "'s", "fun", "!"])
    #expect(Self.names(Self.joined, Self.split) == ["It", "'s", "fun", "!"])
    #expect(CommonWords.of(Self.split, Self.joined)?[1] == CommonWords.Common(name: "'s", first: 1..<3, second: 1..<2))
  }

  @Test("words whose borders cross are one")
  func crossing() {
    let left = Self.example("...!!", [("..", 0..<2), (".!", 2..<4), ("!", 4..<5)])
    let right = Self.example("...!!", [("...", 0..<3), ("!!", 3..<5)])
    #expect(Self.names(left, right) == ["...!!"])
  }

  @Test("a text of which one model reads less has no common words")
  func truncated() {
    let short = Self.example("It's fun!", [("It", 0..<2), ("'s", 2..<4)])
    #expect(Self.names(Self.joined, short) == nil)
    #expect(Self.names(short, Self.split) == nil)
  }

  @Test("without places the words have to be equal")
  func withoutPlaces() {
    func stripped(_ example: Example) -> Example {
      var example = example
      for place in example.tokens.indices { example.tokens[place].offsets = nil }
      return example
    }
    #expect(Self.names(stripped(Self.split), stripped(Self.split)) == ["It", "'", "s", "fun", "!"])
    #expect(Self.names(stripped(Self.split), stripped(Self.joined)) == nil)
  }
}
