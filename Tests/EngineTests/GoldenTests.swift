import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Comparison with every value of the golden files, which the method's authors' own code computed.
@Suite struct GoldenTests {
  /// The largest errors over the examples of a file, and where they are.
  struct Errors {
    var logits = 0.0
    var local = 0.0
    var rollout = 0.0
    var tokenIDs = 0
  }

  @Test(
    "the models of the repository give the authors' logits, local N-Enc and rollout",
    arguments: ["bert-tiny-sentiment", "roberta-tiny-sentiment", "bert-odd-nli", "electra-odd-nli", "bert-deep"])
  func fixtures(name: String) throws {
    let models = name.hasSuffix("-tiny-sentiment") ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    try compare(model: models.appendingPathComponent(name), goldens: Fixtures.url.appendingPathComponent("goldens"), name)
  }

  @Test(
    "all models give the authors' logits, local N-Enc and rollout on all examples",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: GoldenModels.all)
  func shared(name: String) throws {
    let shared = try #require(SharedFolder.url)
    try compare(model: shared.appendingPathComponent("models/\(name)"), goldens: shared.appendingPathComponent("goldens"), name)
  }

  private func compare(model directory: URL, goldens: URL, _ name: String) throws {
    let model = try AttributionModel(directory: directory)
    let worker = model.makeWorker()
    let tensors = try GoldenTensors(goldens.appendingPathComponent("\(name).safetensors"))
    let examples = try GoldenExample.all(goldens.appendingPathComponent("\(name).jsonl"))
    #expect(!examples.isEmpty)
    var errors = Errors()
    for example in examples {
      let encoding = example.encoding(model)
      #expect(encoding.inputIDs.map(Int.init) == (try tensors.integers("\(example.id)/input_ids")), "token ids of \(example.id)")
      #expect(encoding.tokenTypeIDs.map(Int.init) == (try tensors.integers("\(example.id)/token_type_ids")), "types of \(example.id)")
      #expect(
        encoding.offsets.flatMap { [$0?.lowerBound ?? 0, $0?.upperBound ?? 0] } == (try tensors.integers("\(example.id)/offsets")),
        "offsets of \(example.id)")

      let explanation = try #require(worker.run([encoding], keepLayers: true).first)
      let attribution = try #require(explanation.attributions.first)
      let final = try #require(attribution.final)
      #expect(attribution.method == .nEnc && attribution.aggregate == .rollout && attribution.classIndex == nil)
      errors.logits = max(errors.logits, largestError(explanation.logits.map(Double.init), try tensors.doubles("\(example.id)/logits")))
      let label = try #require(Prediction(logits: explanation.logits, problemType: model.configuration.problemType).label)
      #expect(model.configuration.labels[label] == example.predicted, "prediction of \(example.id)")

      // Values below 1e-6 of a matrix' maximum are not compared, so each layer is compared by itself.
      let local = try tensors.doubles("\(example.id)/local/N-Enc")
      let area = encoding.count * encoding.count
      #expect(local.count == attribution.layers.count * area)
      for (l, matrix) in attribution.layers.enumerated() {
        errors.local = max(errors.local, largestRelativeError(raw(matrix), Array(local[l * area..<(l + 1) * area]), above: 1e-6))
      }
      errors.rollout = max(
        errors.rollout, largestRelativeError(raw(final), try tensors.doubles("\(example.id)/rollout/N-Enc"), above: 1e-6))

      let row = Array(raw(final).prefix(encoding.count))
      let total = row.reduce(0, +)
      #expect(largestError(attribution.scores.map(Double.init), row.map { $0 / total }) < 1e-6, "scores of \(example.id)")
    }
    print(
      "\(name): \(examples.count) examples; largest error: logits \(errors.logits), N-Enc \(errors.local), rollout \(errors.rollout) (relative)"
    )
    #expect(errors.logits < 1e-4)
    #expect(errors.local < 1e-4)
    #expect(errors.rollout < 1e-4)
  }

  private func raw(_ matrix: ScaledMatrix) -> [Double] {
    matrix.values.map { Double($0) * Double(sign: .plus, exponent: matrix.exponent, significand: 1) }
  }
}
