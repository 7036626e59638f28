import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// The precedence of a tokenizer's files, compared with transformers 4.46.3 on the same files: see
/// Tests/Fixtures/tokenizer/combinations.py.
@Suite struct TokenizerCombinationTests {
  /// A text and its encoding; a template token has the offsets 0, 0.
  private struct Case {
    let text: String
    let pair: String?
    let maxLength: Int
    let ids: [Int]
    let types: [Int]
    let offsets: [[Int]]

    init(_ json: JSONValue) throws {
      func numbers(_ value: JSONValue) -> [Int] { value.array?.compactMap(\.integer) ?? [] }
      text = try #require(json["text"]?.string)
      pair = json["pair"]?.string
      maxLength = json["maxLength"]?.integer ?? 100_000
      ids = numbers(try #require(json["ids"]))
      types = numbers(try #require(json["types"]))
      offsets = try #require(json["offsets"]?.array).map(numbers)
    }
  }

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
      for expected in try #require(line["cases"]?.array).map(Case.init) {
        if expected.pair?.isEmpty == false, tokenizer.largestPairType == nil {
          if withoutPairs.last != name { withoutPairs.append(name) }
          continue
        }
        let encoding = tokenizer.encode(expected.text, pair: expected.pair, maxLength: expected.maxLength)
        #expect(encoding.inputIDs.map(Int.init) == expected.ids, "\(name): \(expected.text.debugDescription)")
        #expect(encoding.tokenTypeIDs.map(Int.init) == expected.types, "\(name): \(expected.text.debugDescription)")
        #expect(
          encoding.offsets.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [0, 0] } == expected.offsets,
          "\(name): \(expected.text.debugDescription)")
        // The token types follow from the segments, which a store keeps.
        #expect(tokenizer.tokenTypes(ofSegments: encoding.segments) == encoding.tokenTypeIDs, "\(name)")
      }
    }
    #expect(withoutPairs == ["post-processor: no special tokens in pairs", "post-processor: the pair first"])
  }
}

extension JSONValue {
  /// The value as JSON.
  fileprivate var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .string(let value):
      "\"" + value.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0.value < 32 ? "\\u00\(hex($0.value))" : "\($0)" }.joined()
        + "\""
    case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
    case .object(let members): "{\(members.map { "\(JSONValue.string($0.key).text):\($0.value.text)" }.joined(separator: ","))}"
    }
  }

  private func hex(_ value: UInt32) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
}
