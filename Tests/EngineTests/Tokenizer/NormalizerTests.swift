import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Comparison of the normalizers with those of the `tokenizers` library 0.20.3.
@Suite struct NormalizerTests {
  private static let file = "DIR/tokenizer.json"

  private static func read(_ json: String) throws -> (any Normalizer)? {
    try SavedNormalizer.read(try JSONValue(parsing: Array(json.utf8)), file: file)
  }

  @Test("random texts of marks, ligatures, Hangul and controls become the reference's texts, with its origins")
  func goldens() throws {
    let url = Fixtures.url.appendingPathComponent("tokenizer/normalizers.jsonl")
    let lines = try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 1_900)
    for line in lines {
      let golden = try JSONValue(parsing: Array(line))
      let text = Array(try #require(golden["text"]?.string).utf8)
      let saved = try SavedNormalizer.read(golden["normalizer"] ?? .null, file: Self.file)
      let normalizer = try #require(saved)
      let normalized = normalizer.normalized(text, text.indices, firstScalar: 0)
      let starts = normalized.bytes.indices.filter { !UTF8.isContinuation(normalized.bytes[$0]) }
      let comment = Comment(rawValue: String(decoding: line, as: UTF8.self))
      #expect(normalized.bytes == Array(try #require(golden["normalized"]?.string).utf8), comment)
      #expect(starts.map { Int(normalized.origins[$0]) } == golden["origins"]?.array?.compactMap { $0.integer }, comment)
    }
  }

  @Test("all bytes of a scalar have its origin, which counts from the beginning of the whole text")
  func bytesOfScalars() throws {
    let text = Array("xé e\u{301}ﬁ".utf8)
    let normalized = NormalizationForm.nfkc.normalized(text, 1..<text.count, firstScalar: 1)
    #expect(normalized.bytes == Array("é éfi".utf8))
    #expect(normalized.origins == [1, 1, 2, 3, 3, 5, 5])
  }

  @Test("a sequence of one step is that step, and one of none changes nothing")
  func sequences() throws {
    #expect(try Self.read(#"{"type": "Sequence", "normalizers": [{"type": "NFC"}]}"#) as? NormalizationForm == .nfc)
    #expect(try Self.read(#"{"type": "Sequence", "normalizers": []}"#) == nil)
  }

  @Test(
    "expressions of one repeated character, or one of a set, are supported",
    arguments: [
      (" {2,}", "a  b", 1..<3), (#"\s+"#, "a\u{3000}\nb", 1..<5), ("[ab]{2}", "abab", 0..<2), ("é", "xé", 1..<3), (#"\."#, "a.", 1..<2),
    ])
  func expressions(_ expression: String, _ text: String, _ match: Range<Int>) throws {
    let regex = try #require(RepeatedScalar(expression))
    #expect(regex.firstMatch(in: Array(text.utf8), from: 0) == match)
  }

  @Test(
    "other expressions are refused by their text",
    arguments: [
      "", "ab", "a*", "a|b", "^ ", "(a)", "[a-z]", "[^a]", "[", "[]", "a{0,1}", "a{,2}", "a{2", "a+?", #"\d"#, #"\"#, "a{99999}", "a{3,2}",
    ])
  func otherExpressions(_ expression: String) throws {
    #expect(RepeatedScalar(expression) == nil)
    let pattern = JSONValue.object([JSONValue.Member(key: "Regex", value: .string(expression))])
    let json = JSONValue.object([
      JSONValue.Member(key: "type", value: .string("Replace")), JSONValue.Member(key: "pattern", value: pattern),
      JSONValue.Member(key: "content", value: .string("")),
    ])
    let error = #expect(throws: EngineError.self) { try SavedNormalizer.read(json, file: Self.file) }
    #expect(
      error?.description.hasPrefix("\(Self.file): normalizer 'Replace' with the expression '\(expression)' is not supported; ") == true)
  }

  @Test(
    "a normalizer without what it needs is damaged",
    arguments: [
      #"{"type": "Strip", "strip_left": true}"#, #"{"type": "Prepend"}"#, #"{"type": "Prepend", "prepend": ""}"#,
      #"{"type": "Replace", "content": "a"}"#, #"{"type": "Replace", "pattern": {"String": ""}, "content": "a"}"#,
      #"{"type": "Replace", "pattern": {"String": "a"}}"#, #"{"type": "Replace", "pattern": {}, "content": "a"}"#,
      #"{"type": "Replace", "pattern": {"Regex": 1}, "content": "a"}"#,
    ])
  func damaged(_ json: String) throws {
    let error = #expect(throws: EngineError.self) { try Self.read(json) }
    #expect(error?.kind == .damaged)
    #expect(error?.description.hasPrefix("\(Self.file): ") == true)
  }
}
