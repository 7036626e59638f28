import Engine
import Foundation
import TestSupport
import Testing

/// Comparison with the results of the `tokenizers` library 0.20.
@Suite struct TokenizerGoldenTests {
  /// A line of the golden files; a template token has the offsets 0, 0.
  private struct Golden: Decodable {
    let text: String
    let pair: String?
    let maxLength: Int?
    let ids: [Int32]
    let types: [UInt8]?
    let offsets: [[Int]]
  }

  /// An example of a model's golden file.
  private struct Example: Decodable {
    let id: String
    let text: String
    let pair: String?
    let max_length: Int
    let tokens: [String]
  }

  private static func lines<Line: Decodable>(_ file: URL) throws -> [Line] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Line.self, from: $0) }
  }

  private static func tokenizer(_ name: String) throws -> PipelineTokenizer {
    let shared = try #require(SharedFolder.url)
    return try PipelineTokenizer(modelDirectory: shared.appendingPathComponent("models/\(name)"))
  }

  private func check(_ goldens: [Golden], _ tokenizer: PipelineTokenizer) {
    for golden in goldens {
      let encoding = tokenizer.encode(golden.text, pair: golden.pair, maxLength: golden.maxLength ?? 100_000)
      #expect(encoding.inputIDs == golden.ids, "\(golden.text.debugDescription)")
      #expect(
        encoding.offsets.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [0, 0] } == golden.offsets, "\(golden.text.debugDescription)")
      if let types = golden.types { #expect(encoding.tokenTypeIDs == types, "\(golden.text.debugDescription)") }
    }
  }

  private static let fixtures = Fixtures.url.appendingPathComponent("tokenizer")

  @Test("hostile texts, pairs and truncations give the reference's ids, types and offsets")
  func hostile() throws {
    let goldens: [Golden] = try Self.lines(Self.fixtures.appendingPathComponent("hostile.jsonl"))
    #expect(goldens.count == 181)
    check(goldens, try PipelineTokenizer(modelDirectory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")))
  }

  @Test("every option, and added tokens of every kind, work as in the reference")
  func options() throws {
    struct Tokenizer: Decodable {
      let configuration: String
      let cases: [Golden]
    }
    let tokenizers: [Tokenizer] = try Self.lines(Self.fixtures.appendingPathComponent("options.jsonl"))
    #expect(tokenizers.count == 7)
    for tokenizer in tokenizers {
      let directory = try TemporaryDirectory()
      _ = try directory.write(try Data(contentsOf: Self.fixtures.appendingPathComponent("vocab.txt")), to: "vocab.txt")
      _ = try directory.write(tokenizer.configuration, to: "tokenizer_config.json")
      check(tokenizer.cases, try PipelineTokenizer(modelDirectory: directory.url))
    }
  }

  @Test(
    "every golden line has the reference's ids and offsets",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: [
      ("uncased", "minilm-l6-sentiment", 2523), ("cased", "bert-odd-nli", 1023), ("bytebpe", "roberta-odd", 3071),
      ("bytebpe-prefix", "roberta-odd-bin", 1076), ("bytebpe-debertav1", "deberta-v1-odd", 1076),
      ("mpnet", "mpnet-odd", 1076),
    ])
  func goldenLines(kind: String, model: String, count: Int) throws {
    let shared = try #require(SharedFolder.url)
    let goldens: [Golden] = try Self.lines(shared.appendingPathComponent("goldens/tokenizer-\(kind).jsonl"))
    #expect(goldens.count == count)
    check(goldens, try Self.tokenizer(model))
  }

  @Test(
    "examples of the models have the tokens that the method's authors fed",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: [
      "bert-deep", "bert-odd-nli", "bert-tiny-sentiment", "electra-odd-nli", "electra-tiny-sentiment", "minilm-l6-sentiment", "roberta-odd",
      "roberta-odd-bin", "xlmr-odd", "camembert-odd", "distilbert-odd", "albert-odd", "albert-groups", "deberta-v3-odd", "deberta-v1-odd",
      "mpnet-odd", "roberta-tiny-sentiment", "distilbert-tiny-sentiment",
    ])
  func modelExamples(model: String) throws {
    let shared = try #require(SharedFolder.url)
    let tokenizer = try Self.tokenizer(model)
    let examples: [Example] = try Self.lines(shared.appendingPathComponent("goldens/\(model).jsonl"))
    #expect(!examples.isEmpty)
    for example in examples {
      let encoding = tokenizer.encode(example.text, pair: example.pair, maxLength: example.max_length)
      #expect(encoding.inputIDs.map { tokenizer.pieces[Int($0)] } == example.tokens, "\(example.id)")
    }
  }
}
