import Support
import Testing

@testable import Engine

/// A text and its encoding; a template token has the offsets 0, 0.
struct TokenizerCase {
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

  /// Compares the encoding of a tokenizer.
  func check(_ tokenizer: PipelineTokenizer, _ name: String) {
    let encoding = tokenizer.encode(text, pair: pair, maxLength: maxLength)
    let place: Comment = "\(name): \(text.debugDescription)"
    #expect(encoding.inputIDs.map(Int.init) == ids, place)
    #expect(encoding.tokenTypeIDs.map(Int.init) == types, place)
    #expect(encoding.offsets.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [0, 0] } == offsets, place)
    // The token types follow from the segments, which a store keeps.
    #expect(tokenizer.tokenTypes(ofSegments: encoding.segments) == encoding.tokenTypeIDs, place)
  }
}

extension JSONValue {
  /// The value as JSON.
  var text: String {
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
