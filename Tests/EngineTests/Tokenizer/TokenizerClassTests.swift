import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// What each tokenizer class decides, compared with transformers 4.46.3 on the same files: see Tests/Fixtures/tokenizer/classes.py.
@Suite struct TokenizerClassTests {
  private static func lines() throws -> [JSONValue] {
    try Data(contentsOf: Fixtures.url.appendingPathComponent("tokenizer/classes.jsonl")).split(separator: UInt8(ascii: "\n"))
      .map { try JSONValue(parsing: [UInt8]($0)) }
  }

  /// A value of the fixture with the shared parts that it names.
  private static func resolved(_ value: JSONValue, _ shared: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): text.hasPrefix("@") ? shared[String(text.dropFirst())].map { resolved($0, shared) } ?? value : value
    case .array(let values): .array(values.map { resolved($0, shared) })
    case .object(let members): .object(members.map { JSONValue.Member(key: $0.key, value: resolved($0.value, shared)) })
    default: value
    }
  }

  private static func tokenizer(_ line: JSONValue, _ shared: JSONValue) throws -> PipelineTokenizer {
    let directory = try TemporaryDirectory()
    for file in try #require(line["files"]?.members) {
      let value = resolved(file.value, shared)
      _ = try directory.write(value.string ?? value.text, to: file.key)
    }
    return try PipelineTokenizer(modelDirectory: directory.url)
  }

  @Test("every class gives the reference's ids, types, offsets and mask token for its files and options")
  func classes() throws {
    let lines = try Self.lines()
    let shared = try #require(lines.first?["shared"])
    #expect(lines.count > 200)
    for (number, line) in lines.enumerated().dropFirst() {
      let named = line["name"]?.string ?? ""
      let name = named.isEmpty ? "line \(number + 1)" : named
      do {
        let tokenizer = try Self.tokenizer(line, shared)
        for expected in try #require(line["cases"]?.array).map(TokenizerCase.init) { expected.check(tokenizer, name) }
        if let mask = line["mask"]?.integer { #expect(tokenizer.maskID.map(Int.init) == mask, "\(name)") }
      } catch let error as EngineError {
        Issue.record("\(name): \(error)")
      }
    }
  }
}
