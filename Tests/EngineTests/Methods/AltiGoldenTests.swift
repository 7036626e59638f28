import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Comparison of ALTI with every value of the golden files, which the method's authors' own code computed.
@Suite struct AltiGoldenTests {
  @Test("the models of the repository give the authors' matrices and rollouts", arguments: ["bert-tiny-sentiment", "bert-odd-nli"])
  func fixtures(name: String) throws {
    let models = name == "bert-tiny-sentiment" ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    try compare(model: models.appendingPathComponent(name), goldens: Fixtures.url.appendingPathComponent("goldens"), name)
  }

  @Test(
    "the BERT models give the authors' matrices and rollouts on all examples",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: ["bert-tiny-sentiment", "minilm-l6-sentiment", "bert-odd-nli"])
  func shared(name: String) throws {
    let shared = try #require(SharedFolder.url)
    try compare(model: shared.appendingPathComponent("models/\(name)"), goldens: shared.appendingPathComponent("goldens"), name)
  }

  private func compare(model directory: URL, goldens: URL, _ name: String) throws {
    let model = try AttributionModel(directory: directory, methods: [.alti])
    let worker = model.makeWorker()
    let tensors = try GoldenTensors(goldens.appendingPathComponent("extra-\(name).safetensors"))
    let examples = try GoldenExample.all(goldens.appendingPathComponent("\(name).jsonl"))
      .filter { tensors.contains("\($0.id)/alti/local") }
    #expect(!examples.isEmpty)
    var errors = (local: 0.0, rollout: 0.0)
    for example in examples {
      let encoding = example.encoding(model)
      let attribution = try #require(worker.run([encoding], keepLayers: true).first?.attributions.first)
      let local = try tensors.doubles("\(example.id)/alti/local")
      let size = encoding.count * encoding.count
      #expect(local.count == attribution.layers.count * size)
      for (index, layer) in attribution.layers.enumerated() {
        let expected = Array(local[index * size..<(index + 1) * size])
        errors.local = max(errors.local, Self.excess(raw(layer), expected))
      }
      errors.rollout = max(
        errors.rollout, Self.excess(raw(try #require(attribution.final)), try tensors.doubles("\(example.id)/alti/rollout")))
    }
    print("\(name), ALTI: \(examples.count) examples; \(errors)")
    #expect(errors.local < 1e-3 && errors.rollout < 1e-3)
  }

  /// The largest difference, relative to the value, beyond 5e-6 of the largest value.
  ///
  /// The authors' code subtracts two distances of 50 to 300 in single precision, so its own values are only that exact: in double precision,
  /// they differ by up to 1 % at a ten-thousandth of the largest.
  private static func excess(_ actual: [Double], _ expected: [Double]) -> Double {
    guard actual.count == expected.count, let largest = expected.max() else { return .infinity }
    return zip(actual, expected).reduce(0) { worst, pair in
      let beyond = abs(pair.0 - pair.1) - 5e-6 * largest
      return beyond.isNaN ? .infinity : beyond <= 0 ? worst : max(worst, beyond / abs(pair.1))
    }
  }

  private func raw(_ matrix: ScaledMatrix) -> [Double] {
    matrix.values.map { Double($0) * Double(sign: .plus, exponent: matrix.exponent, significand: 1) }
  }
}
