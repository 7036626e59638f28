import Foundation
import TestSupport
import Testing

@testable import Engine

/// Comparison of Unigram tokenizers with the results of the `tokenizers` library 0.20.3.
@Suite struct UnigramGoldenTests {
  /// A text; a template token has the offsets 0, 0.
  private struct Golden: Decodable {
    let text: String
    let ids: [Int32]
    let offsets: [[Int]]
  }

  private struct SavedTokenizer: Decodable {
    let name: String
    let tokenizer: String
    let cases: [Golden]
  }

  private func check(_ goldens: [Golden], _ tokenizer: PipelineTokenizer, _ name: String) {
    for golden in goldens {
      let encoding = tokenizer.encode(golden.text, pair: nil, maxLength: 100_000)
      #expect(encoding.inputIDs == golden.ids, "\(name): \(golden.text.debugDescription)")
      let offsets = encoding.offsets.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [0, 0] }
      #expect(offsets == golden.offsets, "\(name): \(golden.text.debugDescription)")
    }
  }

  @Test("every option of the model, of Metaspace and of the charsmap works as in the reference")
  func options() throws {
    let tokenizers = try JSONLines.decode(SavedTokenizer.self, Fixtures.url.appendingPathComponent("tokenizer/unigram/unigram.jsonl"))
    #expect(tokenizers.count == 14)
    for tokenizer in tokenizers {
      let directory = try TemporaryDirectory()
      _ = try directory.write(tokenizer.tokenizer, to: "tokenizer.json")
      _ = try directory.write(#"{"tokenizer_class": "PreTrainedTokenizerFast"}"#, to: "tokenizer_config.json")
      check(tokenizer.cases, try PipelineTokenizer(modelDirectory: directory.url), tokenizer.name)
    }
  }

  @Test(
    "every golden line has the reference's ids and offsets",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: [
      ("unigram", "xlmr-odd", 3071), ("unigram-legacy", "camembert-odd", 1076), ("albert", "albert-odd", 3071),
      ("albert-legacy", "albert-groups", 1076), ("debertav3", "deberta-v3-odd", 3071),
    ])
  func goldenLines(kind: String, model: String, count: Int) throws {
    let shared = try #require(SharedFolder.url)
    let goldens = try JSONLines.decode(Golden.self, shared.appendingPathComponent("goldens/tokenizer-\(kind).jsonl"))
    #expect(goldens.count == count)
    check(goldens, try PipelineTokenizer(modelDirectory: shared.appendingPathComponent("models/\(model)")), kind)
  }
}
