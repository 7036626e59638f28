import Foundation
import Store
import TestSupport
import Testing

@testable import Engine
@testable import Indexer

/// The store's words and those of the engine, which knows no texts, for the tokenizers of every family.
@Suite(.enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
struct TokenizerWordTests {
  private static let models = [
    "bert-tiny-sentiment", "distilbert-odd", "mpnet-odd", "roberta-odd", "roberta-odd-bin", "roberta-tiny-sentiment", "deberta-v1-odd",
    "xlmr-odd", "camembert-odd", "albert-odd", "albert-groups", "deberta-v3-odd",
  ]

  private struct Golden: Decodable {
    let id: String
    let text: String
    let pair: String?
    let max_length: Int
  }

  private struct Line: Decodable { let text: String }

  private static func tokenizer(_ model: String) throws -> any Tokenizer {
    try PipelineTokenizer(modelDirectory: try #require(SharedFolder.url).appendingPathComponent("models/\(model)"))
  }

  private static func tokens(_ encoding: Encoding, _ tokenizer: any Tokenizer) -> [ExampleToken] {
    encoding.inputIDs.indices.map { position in
      ExampleToken(
        id: encoding.inputIDs[position], piece: VocabularyPiece(encoding.inputIDs[position], of: tokenizer),
        segment: encoding.segments[position], offsets: encoding.offsets[position], score: 1, isSpecial: encoding.isSpecial[position])
    }
  }

  @Test("the segments of a text and its pair, and which tokens the template adds, are the golden's", arguments: models)
  func segments(model: String) throws {
    let shared = try #require(SharedFolder.url)
    let tokenizer = try Self.tokenizer(model)
    let tensors = try GoldenTensors(shared.appendingPathComponent("goldens/\(model).safetensors"))
    let goldens = try JSONLines.decode(Golden.self, shared.appendingPathComponent("goldens/\(model).jsonl"))
    for golden in goldens {
      // BERT's goldens are older, and have none.
      guard tensors.contains("\(golden.id)/segment") else { continue }
      let encoding = tokenizer.encode(golden.text, pair: golden.pair, maxLength: golden.max_length)
      let found = zip(encoding.segments, encoding.isSpecial).map { $1 ? -1 : Int($0) }
      #expect(try found == tensors.integers("\(golden.id)/segment"), "\(golden.id)")
      // A store keeps the segments only.
      #expect(tokenizer.tokenTypes(ofSegments: encoding.segments) == encoding.tokenTypeIDs, "\(golden.id)")
    }
  }

  @Test("every token of a word is in exactly one word, no word is empty, and the engine finds the same words", arguments: models)
  func words(model: String) throws {
    let shared = try #require(SharedFolder.url)
    let tokenizer = try Self.tokenizer(model)
    let lines = try JSONLines.decode(Line.self, shared.appendingPathComponent("corpora/movies.jsonl")).prefix(1000)
    let tweets = try JSONLines.decode(Line.self, shared.appendingPathComponent("corpora/tweets.jsonl")).prefix(500)
    var (same, all) = (0, 0)
    for line in lines + tweets {
      let encoding = tokenizer.encode(line.text, pair: nil, maxLength: 512)
      let tokens = Self.tokens(encoding, tokenizer)
      let words = Word.words(of: tokens, text: line.text, pair: nil)
      #expect(words.flatMap(\.tokens) == tokens.indices.filter { !tokens[$0].isSpecial }, "\(line.text)")
      #expect(words.allSatisfy { !$0.name.allSatisfy(\.isWhitespace) && !$0.surface.allSatisfy(\.isWhitespace) }, "\(line.text)")
      all += 1
      if TokenWords.ranges(of: encoding, tokenizer) == words.map(\.tokens) { same += 1 }
    }
    // They differ where the text has a character that the pieces do not show, such as an unknown one.
    #expect(Double(same) >= 0.99 * Double(all), "\(same) of \(all)")
  }
}
