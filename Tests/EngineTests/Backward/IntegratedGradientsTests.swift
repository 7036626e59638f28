import Foundation
import TestSupport
import Testing

@testable import Engine

/// Integrated Gradients against values of PyTorch's automatic differentiation with 1,024 steps, and the rule that chooses the steps.
@Suite struct IntegratedGradientsTests {
  @Test(
    "the models of the repository give the scores of 1,024 steps", arguments: ["bert-tiny-sentiment", "bert-odd-nli", "electra-odd-nli"])
  func repository(name: String) throws {
    let models = name == "bert-tiny-sentiment" ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    try compare(models.appendingPathComponent(name), goldens: Fixtures.url.appendingPathComponent("goldens"), name, atMost: 6)
  }

  @Test(
    "further models give the scores of 1,024 steps",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: ["electra-tiny-sentiment"] + GoldenModels.oneOfEachFamily)
  func shared(name: String) throws {
    let shared = try #require(SharedFolder.url)
    try compare(
      shared.appendingPathComponent("models/\(name)"), goldens: shared.appendingPathComponent("goldens"), name,
      atMost: name == "electra-tiny-sentiment" ? 12 : 3)
  }

  private func compare(_ directory: URL, goldens: URL, _ name: String, atMost most: Int) throws {
    let model = try AttributionModel(
      directory: directory, methods: [.integratedGradients], classes: .predicted, steps: .exactly(1024))
    let worker = model.makeWorker()
    let tensors = try GoldenTensors(goldens.appendingPathComponent("adjoint-\(name).safetensors"))
    let examples = try GoldenExample.all(goldens.appendingPathComponent("\(name).jsonl"))
      .filter { tensors.contains("\($0.id)/integrated_gradients/predicted") }.prefix(most)
    #expect(!examples.isEmpty)
    var (error, residual) = (0.0, 0.0)
    for example in examples {
      let encoding = example.encoding(model)
      let attribution = try #require(worker.run([encoding]).first?.attributions.first)
      let golden = try tensors.doubles("\(example.id)/integrated_gradients/predicted")
      let largest = golden.map(abs).max() ?? 0
      error = max(error, largestError(attribution.scores.map(Double.init), golden) / largest)
      let goldenResidual = try tensors.doubles("\(example.id)/integrated_gradients/residual")[0]
      residual = max(residual, abs(try #require(attribution.residual) - goldenResidual) / largest)
    }
    print("\(name): \(examples.count) examples; largest error of integrated gradients \(error), of the residual \(residual)")
    #expect(error < 1e-3)
    #expect(residual < 1e-3)
  }

  @Test("steps are doubled until the residual is small, or they are 1,024", arguments: ["bert-tiny-sentiment", "bert-odd-nli"])
  func adaptiveSteps(name: String) throws {
    let models = name == "bert-tiny-sentiment" ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    let directory = models.appendingPathComponent(name)
    func run(_ steps: IntegrationSteps) throws -> [Attribution] {
      let model = try AttributionModel(directory: directory, methods: [.integratedGradients], steps: steps)
      let encoding = model.tokenizer.encode("It is not a bad film.", pair: nil, maxLength: 64)
      return try #require(model.makeWorker().run([encoding]).first).attributions
    }
    let adaptive = try run(.adaptive)
    let attempts = try [64, 128, 256, 512, 1024].map { try run(.exactly($0)) }
    for (number, attribution) in adaptive.enumerated() {
      let expected = attempts.map { $0[number] }.first { attempt in
        guard let residual = attempt.residual else { return false }
        let difference = attempt.scores.reduce(0) { $0 + Double($1) } - residual
        return abs(residual) <= 0.01 * max(abs(difference), 0.1)
      }
      #expect(attribution == expected ?? attempts[4][number])
    }
  }

  @Test("the rule of the residual")
  func rule() {
    #expect(IntegrationSteps.isSmall(residual: -0.02, difference: 2) && !IntegrationSteps.isSmall(residual: 0.021, difference: -2))
    #expect(IntegrationSteps.isSmall(residual: 0.001, difference: 0) && !IntegrationSteps.isSmall(residual: 0.0011, difference: 0.05))
  }
}
