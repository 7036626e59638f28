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
    for (number, line) in lines.enumerated() {
      let json = try #require(line["pre_tokenizer"])
      let preTokenizer = try #require(try SavedPreTokenizer.read(json, file: "tokenizer.json"))
      for example in try #require(line["cases"]?.array) {
        let text = try #require(example["text"]?.string)
        let expected = try #require(example["words"]?.array).map { word in
          Word(text: word.array?[0].string ?? "", offsets: word.array?.dropFirst().compactMap(\.integer) ?? [])
        }
        #expect(Self.words(of: text, preTokenizer) == expected, "line \(number): \(text.debugDescription)")
      }
    }
  }

  @Test(
    "an expression or option that is not supported is refused with its text",
    arguments: [
      (#"{"type":"Split","pattern":{"Regex":"^a"},"behavior":"Isolated","invert":false}"#, "'^a' is not supported: it has the anchor '^'"),
      (#"{"type":"Split","pattern":{"Regex":"(?<=a)b"},"behavior":"Isolated","invert":false}"#, "it has a group '(?<=a'"),
      (#"{"type":"Split","pattern":{"Regex":"(a)\\1"},"behavior":"Isolated","invert":false}"#, "it has '\\1'"),
      (#"{"type":"Split","pattern":{"Regex":"(a*)*"},"behavior":"Isolated","invert":false}"#, "it repeats a part that may be empty"),
      (#"{"type":"Split","pattern":{"Regex":"a{2}+"},"behavior":"Isolated","invert":false}"#, "it repeats a repetition"),
      (#"{"type":"Split","pattern":{"Regex":"((a{99}){99}){99}"},"behavior":"Isolated","invert":false}"#, "it is too long"),
      (#"{"type":"Split","pattern":{"Regex":"(?i:st)"},"behavior":"Isolated","invert":false}"#, "it ignores the case of a ligature"),
      (#"{"type":"Split","pattern":{"Regex":"[[a]"},"behavior":"Isolated","invert":false}"#, "inside of a class"),
      (#"{"type":"Split","pattern":{"Regex":"\\p{Han}"},"behavior":"Isolated","invert":false}"#, "it has the property 'Han'"),
      (#"{"type":"Split","pattern":{"Regex":"(a"},"behavior":"Isolated","invert":false}"#, "it has a '(' without a ')'"),
      (#"{"type":"Split","pattern":{"Regex":"a"},"behavior":"Merged","invert":false}"#, "the behavior 'Merged'"),
      (#"{"type":"Split","pattern":{"Regex":"a"},"behavior":"Isolated"}"#, "has no 'behavior' and 'invert'"),
      (#"{"type":"Split","pattern":"a","behavior":"Isolated","invert":false}"#, "has no 'pattern'"),
      (#"{"type":"CharDelimiterSplit","delimiter":"ab"}"#, "has no 'delimiter' of one character"),
      (#"{"type":"UnicodeScripts"}"#, "pre_tokenizer of type 'UnicodeScripts' is not supported; 'BertPreTokenizer', 'ByteLevel'"),
    ])
  func refusals(json: String, message: String) throws {
    let json = try JSONValue(parsing: Array(json.utf8))
    let error = #expect(throws: EngineError.self) { try SavedPreTokenizer.read(json, file: "tokenizer.json") }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "no error")")
  }

  @Test("an expression that goes back often ends soon", .timeLimit(.minutes(1)))
  func backtracking() throws {
    let expression = try RegularExpression("(a|aa)+b|(a|ab)(c|bcd)(d*)")
    let bytes = Array(repeating: UInt8(ascii: "a"), count: 500)
    var matches: [Range<Int>] = []
    expression.appendMatches(in: bytes, bytes.indices, to: &matches)
    #expect(matches.isEmpty)
  }

  @Test("pieces of bytes are read as text, and broken characters as U+FFFD")
  func alphabet() {
    #expect(ByteAlphabet.text(of: "ĠfilmÃ©") == " filmé")
    #expect(ByteAlphabet.text(of: "Ãx") == "\u{FFFD}x")
    #expect(ByteAlphabet.text(of: "<s> 漢") == "<s> 漢")
    #expect(Set(ByteAlphabet.scalars).count == 256)
    for byte in UInt8.min...UInt8.max {
      #expect(ByteAlphabet.bytes(of: String(ByteAlphabet.scalars[Int(byte)])) == [byte])
    }
  }
}
