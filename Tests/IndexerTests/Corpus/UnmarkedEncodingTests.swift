import Foundation
import TestSupport
import Testing

@testable import Indexer

/// Text in UTF-16 or UTF-32 without a byte order mark is recognised in any script, and the error names a command that converts it.
struct UnmarkedEncodingTests {
  private static let texts = [
    "一部很好的电影。\n我不喜欢这部电影，太长了\n", "Хороший фильм\nПлохой фильм, не смотрите\n", "とても良い映画でした。\n一番つまらない\n",
    "अच्छी फिल्म है\nबुरी फिल्म नहीं\n", "סרט טוב\nסרט רע\n", "فيلم جيد\nفيلم سيئ\n", "ภาพยนตร์ ดี\nไม่ ดี\n", "좋은 영화입니다\n나쁜 영화\n", "καλή ταινία\nκακή\n",
    "સારી ફિલ્મ\nખરાબ ફિલ્મ\n", "text,label\n好电影,positive\n", "good film\nbad film\n", "😀 😀\n😀\n",
  ]
  private static let encodings: [(TextEncoding, String.Encoding)] = [
    (.utf16LittleEndian, .utf16LittleEndian), (.utf16BigEndian, .utf16BigEndian), (.utf32LittleEndian, .utf32LittleEndian),
    (.utf32BigEndian, .utf32BigEndian),
  ]

  @Test(arguments: texts) func isTold(text: String) throws {
    for (expected, encoding) in Self.encodings {
      let bytes = [UInt8](try #require(text.data(using: encoding)))
      #expect(TextEncoding(beginning: bytes) == expected, "\(expected)")
      // The first kilobyte may end inside a character.
      #expect(TextEncoding(beginning: bytes + bytes + bytes.prefix(3)) == expected, "\(expected), cut")
      #expect(TextEncoding(beginning: [UInt8](text.utf8)) == nil)
    }
  }

  @Test func oneWord() throws {
    #expect(TextEncoding(beginning: [UInt8](try #require("Плохой".data(using: .utf16LittleEndian)))) == .utf16LittleEndian)
    #expect(TextEncoding(beginning: [UInt8](try #require("Плохой".data(using: .utf16BigEndian)))) == .utf16BigEndian)
    #expect(TextEncoding(beginning: [UInt8]("a\tb\tc\td\n".utf8)) == nil && TextEncoding(beginning: [UInt8]("a\nb\nc\n".utf8)) == nil)
  }

  @Test("text in UTF-8 with stray zeros, text in older encodings, and arbitrary bytes are not taken for UTF-16 or UTF-32")
  func othersAreNot() throws {
    #expect(TextEncoding(beginning: [UInt8]("good\u{0} film\nbad\u{0}\n".utf8)) == nil)
    #expect(TextEncoding(beginning: [UInt8]("хороший\u{0} фильм\n".utf8)) == nil)
    let french = try #require("C'est un film tr\u{E8}s r\u{E9}ussi\nmauvais, \u{E0} \u{E9}viter\n".data(using: .isoLatin1))
    #expect(TextEncoding(beginning: [UInt8](french)) == nil)
    let japanese = try #require("とても良い映画でした。\n一番つまらない\n".data(using: .shiftJIS))
    #expect(TextEncoding(beginning: [UInt8](japanese)) == nil)
    #expect(TextEncoding(beginning: (0..<1024).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) }) == nil)
    #expect(TextEncoding(beginning: []) == nil && TextEncoding(beginning: [0]) == nil)
  }

  @Test(arguments: [("c.txt", 0, "UTF-16LE"), ("c.txt", 3, "UTF-32BE"), ("c.jsonl", 1, "UTF-16BE")])
  func isOneSentenceAndNothingIsCreated(name: String, encoding: Int, iconv: String) throws {
    let directory = try TemporaryDirectory()
    let corpus = try directory.write(#require(Self.texts[0].data(using: Self.encodings[encoding].1)), to: name).path
    let store = directory.url.appendingPathComponent("s.globenc").path
    let result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store])
    #expect(
      result
        == IndexTool.Result(
          status: 2, output: "",
          errors:
            "globenc-index: corpus '\(corpus)' is \(iconv.prefix(6)): convert it to UTF-8 (iconv -f \(iconv) -t UTF-8 \(corpus.shellQuoted) > OTHER)\n"
        ))
    #expect(!FileManager.default.fileExists(atPath: store))
  }
}
