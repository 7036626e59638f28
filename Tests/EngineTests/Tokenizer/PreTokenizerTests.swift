import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Pre-tokenizers, compared with those of tokenizers 0.20.3: see Tests/Fixtures/tokenizer/pretokenizers.py.
@Suite struct PreTokenizerTests {
  private struct Word: Equatable {
    let text: String
    let offsets: [Int]

    static func == (one: Word, other: Word) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) && one.offsets == other.offsets }
  }

  private static func words(of text: String, _ preTokenizer: any PreTokenizer) -> [Word] {
    let bytes = Array(text.utf8)
    var text = NormalizedText(bytes, bytes.indices, firstScalar: 0)
    var words = bytes.isEmpty ? [] : [bytes.indices]
    preTokenizer.split(&text, into: &words)
    return words.map { word in
      let range = text.originalRange(of: word)
      return Word(text: String(decoding: text.bytes[word], as: UTF8.self), offsets: [range.lowerBound, range.upperBound])
    }
  }

  private static func lines() throws -> [JSONValue] {
    try Data(contentsOf: Fixtures.url.appendingPathComponent("tokenizer/pretokenizers.jsonl")).split(separator: UInt8(ascii: "\n"))
      .map { try JSONValue(parsing: [UInt8]($0)) }
  }

  @Test("every pre-tokenizer gives the reference's words and offsets")
  func words() throws {
    let lines = try Self.lines()
    #expect(lines.count == 78)
    for line in lines {
      let json = try #require(line["pre_tokenizer"])
      let preTokenizer = try #require(try SavedPreTokenizer.read(json, file: "tokenizer.json"))
      for example in try #require(line["cases"]?.array) {
        let text = try #require(example["text"]?.string)
        let expected = try #require(example["words"]?.array).map { word in
          Word(text: word.array?[0].string ?? "", offsets: word.array?.dropFirst().compactMap(\.integer) ?? [])
        }
        #expect(Self.words(of: text, preTokenizer) == expected, "\(json.text): \(text.debugDescription)")
      }
    }
  }
}
