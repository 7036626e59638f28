import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Byte pair encoding, compared with tokenizers 0.20.3: see Tests/Fixtures/tokenizer/bpe.py.
@Suite struct BPETests {
  private static func lines() throws -> [JSONValue] {
    try Data(contentsOf: Fixtures.url.appendingPathComponent("tokenizer/bpe.jsonl")).split(separator: UInt8(ascii: "\n"))
      .map { try JSONValue(parsing: [UInt8]($0)) }
  }

  private static func tokenizer(_ json: String) throws -> PipelineTokenizer {
    let directory = try TemporaryDirectory()
    _ = try directory.write(json, to: "tokenizer.json")
    _ = try directory.write(#"{"tokenizer_class": "PreTrainedTokenizerFast"}"#, to: "tokenizer_config.json")
    return try PipelineTokenizer(modelDirectory: directory.url)
  }

  @Test("models with every option give the reference's ids and offsets")
  func options() throws {
    let lines = try Self.lines()
    #expect(lines.count == 17)
    for (number, line) in lines.enumerated() {
      let tokenizer = try Self.tokenizer(try #require(line["tokenizer"]?.string))
      for example in try #require(line["cases"]?.array) {
        let text = try #require(example["text"]?.string)
        let encoding = tokenizer.encode(text, pair: nil, maxLength: 100_000)
        let ids: [Int] = example["ids"]?.array?.compactMap(\.integer) ?? []
        let offsets: [[Int]] = example["offsets"]?.array?.map { $0.array?.compactMap(\.integer) ?? [] } ?? []
        #expect(encoding.inputIDs.map { Int($0) } == ids, "line \(number): \(text.debugDescription)")
        let found: [[Int]] = encoding.offsets.map { [$0?.lowerBound ?? 0, $0?.upperBound ?? 0] }
        #expect(found == offsets, "line \(number): \(text.debugDescription)")
      }
    }
  }

  /// The merges of random symbols of letters: each joins two symbols that exist by then.
  private static func randomMerges(_ generator: inout some RandomNumberGenerator) -> (pieces: [String], merges: [SavedModel.Merge]) {
    var pieces = ["a", "b", "c"]
    var merges: [SavedModel.Merge] = []
    for _ in 0..<40 {
      guard let left = pieces.randomElement(using: &generator), let right = pieces.randomElement(using: &generator) else { continue }
      merges.append(SavedModel.Merge(left: left, right: right))
      if !pieces.contains(left + right) { pieces.append(left + right) }
    }
    return (pieces, merges)
  }

  /// Merges as the definition says: the merge of the lowest rank first, and of equal ones the leftmost.
  private static func plainly(_ word: String, _ merges: [SavedModel.Merge]) -> [String] {
    let ranks = Dictionary(merges.enumerated().map { ("\($1.left) \($1.right)", $0) }) { $1 }
    var parts = word.map(String.init)
    while true {
      let possible: [(rank: Int, place: Int)] = (1..<max(1, parts.count)).compactMap { next in
        ranks["\(parts[next - 1]) \(parts[next])"].map { ($0, next - 1) }
      }
      guard let (rank, place) = possible.min(by: { $0 < $1 }) else { return parts }
      parts.replaceSubrange(place...place + 1, with: [merges[rank].left + merges[rank].right])
    }
  }

  @Test("words of all lengths are merged as the definition says")
  func definition() throws {
    var generator = RandomNumbers(seed: 5)
    for _ in 0..<20 {
      let (pieces, merges) = Self.randomMerges(&generator)
      let table = PieceTable(pieces.enumerated().map { ($1, $0) })
      let model = try BPE(SavedModel(type: "BPE", options: .object([]), table: table, merges: merges, file: "tokenizer.json"))
      for length in [1, 2, 3, 7, 40, 63, 64, 65, 66, 200] {
        let word = String((0..<length).map { _ in "abc".randomElement(using: &generator) ?? "a" })
        var output = PieceSequence()
        model.appendPieces(of: 0..<length, in: NormalizedText(Array(word.utf8), 0..<length, firstScalar: 0), to: &output)
        #expect(output.ids.map { pieces[Int($0)] } == Self.plainly(word, merges), "\(word)")
      }
    }
  }

  @Test("a word of a hundred thousand characters takes time in proportion", .timeLimit(.minutes(1)))
  func longWord() throws {
    let pieces = ["a", "aa", "aaaa", "aaaaaaaa"]
    let merges = zip(pieces, pieces.dropFirst()).map { SavedModel.Merge(left: $0.0, right: $0.0) }
    let table = PieceTable(pieces.enumerated().map { ($1, $0) })
    let model = try BPE(SavedModel(type: "BPE", options: .object([]), table: table, merges: merges, file: "tokenizer.json"))
    let text = NormalizedText(Array(repeating: UInt8(ascii: "a"), count: 100_003), 0..<100_003, firstScalar: 0)
    var output = PieceSequence()
    model.appendPieces(of: text.bytes.indices, in: text, to: &output)
    #expect(output.ids == Array(repeating: 3, count: 12_500) + [1, 0])
    #expect(output.offsets.last == 100_002..<100_003)
  }

  @Test(
    "a model that is damaged or not supported is refused by name",
    arguments: [
      (#""vocab":{"a":0,"b":1},"merges":["a b"]"#, "merge 1, 'a' and 'b', has a piece that is not in the vocabulary"),
      (#""vocab":{"a":0,"ab":1},"merges":[["a","b"]]"#, "merge 1, 'a' and 'b', has a piece"),
      (#""vocab":{"a":0},"merges":["a b c"]"#, "merge 0 is not two pieces"),
      (#""vocab":{"a":0},"merges":[],"dropout":0.1"#, "BPE with 'dropout' is not supported"),
      (#""vocab":{"a":0},"merges":[],"unk_token":"?""#, "unk_token '?' is not in the vocabulary"),
      (#""vocab":{"a":0},"merges":[],"byte_fallback":true,"end_of_word_suffix":"</w>""#, "'byte_fallback' together with"),
      (#""vocab":{"a":0},"merges":[],"fuse_unk":"yes""#, "'fuse_unk' is neither true nor false"),
      (#""vocab":{"a":0,"ab":1,"b":2},"merges":[["a","b"]],"continuing_subword_prefix":"__""#, "merge 1, 'a' and 'b'"),
    ])
  func refusals(model: String, message: String) throws {
    let json = #"""
      {"pre_tokenizer":null,"post_processor":{"type":"BertProcessing","sep":["a",0],"cls":["a",0]},"model":{"type":"BPE",\#(model)}}
      """#
    let error = #expect(throws: EngineError.self) { try Self.tokenizer(json) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "no error")")
  }
}
