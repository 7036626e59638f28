import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// The result of a text depends on this text alone.
@Suite struct PackingTests {
  private static let texts = [
    "a dull film", "not bad at all", "", "the acting , the story and the music are all wonderful", "hmm", "boring boring boring",
  ]

  @Test("a text's matrices and logits are bitwise the same in a batch of its own, with other texts, and at another place of the batch")
  func neighbours() throws {
    let model = try AttributionModel(directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"))
    let encodings = Self.texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) }
    let together = model.makeWorker().run(encodings, keepLayers: true)
    let reversed = model.makeWorker().run(encodings.reversed(), keepLayers: true).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]], keepLayers: true).first)
      for other in [b, alone] {
        #expect(a == other)
      }
    }
  }

  @Test("the encoder alone gives the same logits as with attributions, and no matrices")
  func encoderAlone() throws {
    let directory = Fixtures.url.appendingPathComponent("models/electra-odd-nli")
    let explaining = try AttributionModel(directory: directory)
    let plain = try AttributionModel(directory: directory, methods: [])
    let encoding = explaining.tokenizer.encode("It is not bad.", pair: "It is good.", maxLength: 96)
    let a = try #require(explaining.makeWorker().run([encoding]).first)
    let b = try #require(plain.makeWorker().run([encoding]).first)
    #expect(largestError(a.logits.map(Double.init), b.logits.map(Double.init)) < 1e-6)
    #expect(a.attributions.map(\.final?.size) == [encoding.count] && b.attributions.isEmpty)
  }

  @Test("a worker gives the same results for short texts after a long one")
  func growingWorkspace() throws {
    let model = try AttributionModel(directory: Fixtures.url.appendingPathComponent("models/bert-deep"))
    let short = model.tokenizer.encode("Great film.", pair: nil, maxLength: 512)
    let long = model.tokenizer.encode(String(repeating: "A deep and meaningful film. ", count: 60), pair: nil, maxLength: 512)
    #expect(long.count > LengthClass.sharedLength)
    let worker = model.makeWorker()
    let before = try #require(worker.run([short]).first)
    let explained = try #require(worker.run([long]).first)
    #expect(explained.isFinite && explained.attributions.map(\.final?.size) == [long.count])
    #expect(try #require(worker.run([short]).first) == before)
  }

  @Test("a text computed alone, in as few rows as it needs, has the scores that it has in a shared batch, but for rounding")
  func alone() throws {
    let directory = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    let methods: [AttributionMethod] = [.nEnc, .decompXLinear, .gradientInput, .alti, .decompX, .integratedGradients, .occlusion]
    let model = try AttributionModel(directory: directory, methods: methods)
    let (shared, alone) = (model.makeWorker(), model.makeWorker(.alone))
    for text in Self.texts {
      let encoding = model.tokenizer.encode(text, pair: nil, maxLength: model.maxTokens)
      let (one, other) = (try #require(shared.run([encoding]).first), try #require(alone.run([encoding]).first))
      #expect(largestError(one.logits.map(Double.init), other.logits.map(Double.init)) < 1e-5)
      #expect(one.attributions.count == other.attributions.count && !one.attributions.isEmpty)
      for (one, other) in zip(one.attributions, other.attributions) {
        #expect(one.scores.count == other.scores.count)
        let largest = one.scores.reduce(1) { max($0, $1.magnitude) }
        #expect(zip(one.scores, other.scores).allSatisfy { abs($0 - $1) <= 1e-5 * largest }, "\(text)")
      }
    }
  }

  @Test(
    "threads that share the products of a text change no bit of its results",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)), arguments: [TextPacking.shared, .alone])
  func threads(packing: TextPacking) throws {
    let methods: [AttributionMethod] = [.nEnc, .decompXLinear, .gradientInput, .integratedGradients]
    let model = try AttributionModel(
      directory: try #require(SharedFolder.url).appendingPathComponent("models/minilm-l6-sentiment"), methods: methods)
    let worker = model.makeWorker(packing)
    for text in Self.texts {
      let encoding = model.tokenizer.encode(text, pair: nil, maxLength: model.maxTokens)
      let one = try #require(worker.run([encoding]).first)
      #expect(one.attributions.count >= methods.count)
      #expect(try #require(worker.run([encoding], threads: 2).first) == one, "\(text)")
    }
  }

  @Test(
    "a text alone is computed in steps of 16 rows, a long one in those of a shared batch",
    arguments: [(1, 16), (16, 16), (17, 32), (29, 32), (128, 128), (129, 160), (512, 512)])
  func ownRows(tokens: Int, rows: Int) {
    #expect(LengthClass.rows(forLength: tokens, .alone) == rows)
  }

  @Test(
    "texts of up to 128 tokens share a batch of 256 rows; a longer one has its own, in steps of 32",
    arguments: [
      (1, 256), (128, 256), (129, 160), (160, 160), (161, 192), (511, 512), (512, 512),
    ])
  func lengthClasses(tokens: Int, rows: Int) {
    #expect(LengthClass.rows(forLength: tokens) == rows)
  }
}
