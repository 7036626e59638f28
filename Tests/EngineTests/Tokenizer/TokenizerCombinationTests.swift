import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// The precedence of a tokenizer's files, compared with transformers 4.46.3 on the same files: see
/// Tests/Fixtures/tokenizer/combinations.py.
@Suite struct TokenizerCombinationTests {
  private static func lines() throws -> [JSONValue] {
    try Data(contentsOf: Fixtures.url.appendingPathComponent("tokenizer/combinations.jsonl")).split(separator: UInt8(ascii: "\n"))
      .map { try JSONValue(parsing: [UInt8]($0)) }
  }

  /// The tokenizer of a line.
  private static func tokenizer(_ line: JSONValue, _ vocabularies: JSONValue) throws -> PipelineTokenizer {
    let directory = try TemporaryDirectory()
    for file in try #require(line["files"]?.members) {
      var text: String
      if let name = file.value.string {
        text = try #require(vocabularies[String(name.dropFirst())]?.array).compactMap(\.string).map { $0 + "\n" }.joined()
      } else {
        text = file.value.text
        for vocabulary in vocabularies.members ?? [] {
          let pieces = vocabulary.value.array?.enumerated().map { "\($1.text):\($0)" } ?? []
          text = text.replacingOccurrences(of: "\"@\(vocabulary.key)\"", with: "{\(pieces.joined(separator: ","))}")
        }
      }
      _ = try directory.write(text, to: file.key)
    }
    return try PipelineTokenizer(modelDirectory: directory.url)
  }

  @Test("every combination of files gives the reference's ids, types and offsets, or the error names the unsupported part")
  func combinations() throws {
    let lines = try Self.lines()
    let vocabularies = try #require(lines.first?["vocabularies"])
    #expect(lines.count == 114)
    var withoutPairs: [String] = []
    for (number, line) in lines.enumerated().dropFirst() {
      let name = line["name"]?.string ?? "line \(number + 1)"
      if let part = line["refused"]?.string {
        let error = #expect(throws: EngineError.self, "\(name)") { try Self.tokenizer(line, vocabularies) }
        #expect(error?.description.contains("tokenizer.json: \(part) ") == true, "\(name)")
        continue
      }
      let tokenizer = try Self.tokenizer(line, vocabularies)
      for expected in try #require(line["cases"]?.array).map(TokenizerCase.init) {
        if expected.pair?.isEmpty == false, tokenizer.largestPairType == nil {
          if withoutPairs.last != name { withoutPairs.append(name) }
          continue
        }
        expected.check(tokenizer, name)
      }
    }
    #expect(withoutPairs == ["post-processor: no special tokens in pairs", "post-processor: the pair first"])
  }
}
