import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// The precisions below fp32 that this build supports on this processor.
private let offered = [Precision.bf16, .int8].filter { Backend.fastest(for: $0) != nil }

/// The local matrices, compared with their definitions, and what holds for any set of them.
@Suite struct LocalMatrixTests {
  private static let methods = LocalMatrix.allCases.map(\.method)

  private func directory(_ name: String) -> URL { Fixtures.url.appendingPathComponent("models/\(name)") }

  @Test("every local matrix equals its definition", arguments: ["bert-odd-nli", "electra-odd-nli"])
  func definitions(name: String) throws {
    let model = try AttributionModel(directory: directory(name), methods: Self.methods)
    let encoding = model.tokenizer.encode("It is not bad, at all.", pair: "It is good.", maxLength: 64)
    try compare(model, encoding, try Checkpoint(directory: directory(name)))
  }

  @Test(
    "every local matrix of every family equals its definition, ALTI's included",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)), arguments: GoldenModels.oneOfEachFamily)
  func families(name: String) throws {
    let shared = try #require(SharedFolder.url)
    let directory = shared.appendingPathComponent("models/\(name)")
    let model = try AttributionModel(directory: directory, methods: Self.methods)
    let example = try #require(try GoldenExample.all(shared.appendingPathComponent("goldens/\(name).jsonl")).first { $0.id == "plain" })
    try compare(model, example.encoding(model), try Checkpoint(directory: directory))
  }

  private func compare(_ model: AttributionModel, _ encoding: Encoding, _ checkpoint: Checkpoint) throws {
    let attributions = try #require(model.makeWorker().run([encoding], keepLayers: true).first).attributions
    let count = encoding.count
    for (index, layer) in RecordedLayers.run(model, encoding).layers.enumerated() {
      let weights = LayerWeights(checkpoint, model.configuration, index: index)
      let naive = NaiveLayer(
        tokens: count, heads: model.configuration.attentionHeads, headSize: model.configuration.headSize, query: layer.queries,
        key: layer.keys, value: layer.values, outputWeight: try weights.attentionOutput.weight.map(Double.init),
        gamma1: try weights.attentionLayerNorm.weight.map(Double.init), gamma2: try weights.outputLayerNorm.weight.map(Double.init),
        input: layer.input)
      var expected = naive.local(layer.probabilities, s1: layer.deviation1, s2: layer.deviation2)
      expected.matrices[.alti] = naive.alti(layer.probabilities, s1: layer.deviation1, attended: layer.attended)
      for matrix in LocalMatrix.allCases {
        let found = raw(try #require(attributions.first { $0.method == matrix.method }).layers[index])
        // ALTI's numbers are differences.
        let error = largestRelativeError(found, try #require(expected.matrices[matrix]), above: matrix == .alti ? 1e-4 : 1e-6)
        #expect(error < 1e-4, "\(matrix) of layer \(index): largest relative error \(error)")
        if matrix == .wRes {
          let ratios = (0..<count).map { i in (0..<count).reduce(0) { $1 == i ? $0 : $0 + found[i * count + $1] } }
          #expect(largestRelativeError(ratios, expected.mixingRatio) < 1e-4)
        }
      }
    }
  }

  @Test("a method's result is bitwise the same alone, with any other methods and aggregations, and in any order")
  func sets() throws {
    let directory = directory("electra-odd-nli")
    let all = try AttributionModel(directory: directory, methods: Self.methods, aggregates: [.rollout, .maximumFlow])
    let encoding = all.tokenizer.encode("It is not bad.", pair: "It is good.", maxLength: 64)
    let together = try #require(all.makeWorker().run([encoding], keepLayers: true).first).attributions
    #expect(together.map(\.method) == Self.methods.flatMap { [$0, $0] })
    let aggregates: [Aggregate?] = [.rollout, .maximumFlow]
    #expect(together.map(\.aggregate) == Self.methods.flatMap { _ in aggregates })
    for method in Self.methods {
      let model = try AttributionModel(directory: directory, methods: [method])
      let alone = try #require(model.makeWorker().run([encoding], keepLayers: true).first).attributions
      let rollouts = together.filter { $0.method == method && $0.aggregate == .rollout }
      #expect(alone == rollouts, "\(method)")
    }
    let reversed = try AttributionModel(directory: directory, methods: Self.methods.reversed(), aggregates: [.maximumFlow, .rollout])
    let backwards = try #require(reversed.makeWorker().run([encoding]).first).attributions
    #expect(backwards.reversed().map(\.final) == together.map(\.final))
    #expect(backwards.reversed().map(\.scores) == together.map(\.scores))
  }

  @Test("a text's results are bitwise the same alone, in company and at another place of the batch")
  func neighbours() throws {
    let model = try AttributionModel(
      directory: directory("electra-odd-nli"), methods: Self.methods, aggregates: [.rollout, .maximumFlow])
    let texts = ["It is not bad.", "", "A deep and meaningful film about the sea, the sand and the sun.", "hmm"]
    let encodings = texts.map { model.tokenizer.encode($0, pair: nil, maxLength: 64) }
    let together = model.makeWorker().run(encodings, keepLayers: true)
    let reversed = model.makeWorker().run(encodings.reversed(), keepLayers: true).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]], keepLayers: true).first)
      #expect(a.isFinite && a == b && a == alone)
    }
  }

  @Test(
    "in lower precisions, scores are near those of fp32", .enabled(if: !offered.isEmpty, "no fast products in bf16 or int8 here"),
    arguments: offered)
  func precisions(precision: Precision) throws {
    let workers = try [Precision.f32, precision].map {
      try AttributionModel(
        directory: directory("electra-odd-nli"), precision: $0, methods: Self.methods, aggregates: [.rollout, .maximumFlow]
      ).makeWorker()
    }
    let tokenizer = try AttributionModel(directory: directory("electra-odd-nli"), methods: []).tokenizer
    let encoding = tokenizer.encode("It is not bad.", pair: "It is good.", maxLength: 64)
    let results = try workers.map { try #require($0.run([encoding]).first).attributions }
    for (exact, reduced) in zip(results[0], results[1]) {
      let error = largestError(reduced.scores.map(Double.init), exact.scores.map(Double.init))
      let bound = exact.method == .alti && precision == .int8 ? 0.03 : 0.02
      #expect(error > 0 && error < bound, "\(exact.method), \(String(describing: exact.aggregate)): \(error)")
    }
  }

  @Test("scores are row 0 of the aggregated matrix divided by its sum; local matrices come once a method, if asked for")
  func scores() throws {
    let model = try AttributionModel(
      directory: directory("bert-odd-nli"), methods: Self.methods, aggregates: [.rollout, .maximumFlow])
    let encoding = model.tokenizer.encode("It is not bad.", pair: nil, maxLength: 64)
    let attributions = try #require(model.makeWorker().run([encoding], keepLayers: true).first).attributions
    #expect(attributions.count == 2 * LocalMatrix.allCases.count)
    for attribution in attributions {
      let final = try #require(attribution.final)
      let row = final.values.prefix(encoding.count).map(Double.init)
      let sum = row.reduce(0, +)
      #expect(largestError(attribution.scores.map(Double.init), row.map { $0 / sum }) < 1e-7)
      #expect(attribution.layers.count == (attribution.aggregate == .rollout ? 4 : 0))
      if attribution.aggregate == .maximumFlow {
        #expect(final.values.dropFirst(encoding.count).allSatisfy { $0 == 0 }, "only row 0 was asked for")
      }
    }
    #expect(try #require(model.makeWorker().run([encoding]).first).attributions.allSatisfy(\.layers.isEmpty))
  }

  private func raw(_ matrix: ScaledMatrix) -> [Double] {
    matrix.values.map { Double($0) * Double(sign: .plus, exponent: matrix.exponent, significand: 1) }
  }
}
