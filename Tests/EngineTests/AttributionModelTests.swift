import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct AttributionModelTests {
  @Test("a vocabulary that was cut off, or has more pieces than the model has embeddings, is refused", arguments: [3000, 7000])
  func vocabularySize(pieces: Int) throws {
    let directory = try TemporaryDirectory()
    let model = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    for name in ["config.json", "model.safetensors"] {
      try FileManager.default.copyItem(at: model.appendingPathComponent(name), to: directory.url.appendingPathComponent(name))
    }
    var vocabulary = try String(contentsOf: model.appendingPathComponent("vocab.txt"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).prefix(pieces).map(String.init)
    while vocabulary.count < pieces { vocabulary.append("piece\(vocabulary.count)") }
    _ = try directory.write(vocabulary.joined(separator: "\n") + "\n", to: "vocab.txt")
    #expect(
      throws: EngineError(
        "the vocabulary in \(directory.url.path) has \(pieces) pieces but the model has 6000 word embeddings: it is cut off, or belongs to "
          + "another model")
    ) {
      try AttributionModel(directory: directory.url)
    }
  }

  @Test("other methods of a loaded model share its weights, and give what the methods of a model of their own give")
  func sharedWeights() throws {
    let directory = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    let loaded = try AttributionModel(directory: directory)
    let methods: [AttributionMethod] = [.alti, .gradientInput, .decompX]
    let shared = try Self.model(sharing: loaded, methods)
    let own = try AttributionModel(directory: directory, methods: methods)
    let encoding = own.tokenizer.encode("not bad at all", pair: nil, maxLength: 96)
    let results = try #require(shared.makeWorker().run([encoding]).first)
    #expect(
      results == own.makeWorker().run([encoding]).first
        && results.attributions.count == own.makeWorker().run([encoding])[0].attributions.count)
    #expect(shared.fingerprint == own.fingerprint && shared.methods == methods)
    #expect(zip(shared.encoder.layers, loaded.encoder.layers).allSatisfy { $0.projection === $1.projection })
  }

  @Test("no other method is prepared for a model whose weights have changed since they were read")
  func changedWeights() throws {
    let directory = try TemporaryDirectory()
    let sample = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    for file in try FileManager.default.contentsOfDirectory(at: sample, includingPropertiesForKeys: nil) {
      try FileManager.default.copyItem(at: file, to: directory.url.appendingPathComponent(file.lastPathComponent))
    }
    let loaded = try AttributionModel(directory: directory.url)
    _ = try Self.model(sharing: loaded, [.alti])
    let weights = directory.url.appendingPathComponent("model.safetensors")
    var bytes = try Data(contentsOf: weights)
    bytes[bytes.count - 2] ^= 1
    try bytes.write(to: weights)
    #expect(
      throws: EngineError(
        "the weights in \(directory.url.path) have changed since they were read, so that no other method can be prepared for them: start again"
      )
    ) {
      try Self.model(sharing: loaded, [.alti])
    }
  }

  private static func model(sharing loaded: AttributionModel, _ methods: [AttributionMethod]) throws -> AttributionModel {
    try AttributionModel(
      sharing: loaded, methods: methods, aggregates: [.rollout], flowRows: .first, classes: nil, steps: .adaptive, memory: .max)
  }
}
