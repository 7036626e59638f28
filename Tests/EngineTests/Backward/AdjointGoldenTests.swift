import Foundation
import TestSupport
import Testing

@testable import Engine

/// Comparison with golden values of PyTorch's automatic differentiation.
@Suite struct AdjointGoldenTests {
  /// The largest errors over the examples of a file, each relative to what its bound refers to.
  struct Errors {
    var decompX = 0.0
    var bias = 0.0
    var gradientInput = 0.0
    var norm = 0.0
    var sum = 0.0
    var saliencies = 0
  }

  private static let fixtures = ["bert-tiny-sentiment", "bert-odd-nli", "electra-odd-nli", "bert-deep"]

  @Test(
    "the models of the repository give DecompX's terms and the gradients of all classes", arguments: fixtures,
    Backend.allCases.filter(\.isAvailable))
  func repository(name: String, backend: Backend) throws {
    let run = try BackwardRun(fixture: name)
    _ = try compare(run, goldens: Fixtures.url.appendingPathComponent("goldens"), name, backend)
  }

  @Test(
    "all models give DecompX's terms, the gradients of all classes, and the authors' saliencies",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)), arguments: GoldenModels.all)
  func shared(name: String) throws {
    let shared = try #require(SharedFolder.url)
    let run = try BackwardRun(shared.appendingPathComponent("models/\(name)"))
    let errors = try compare(run, goldens: shared.appendingPathComponent("goldens"), name, try #require(Backend.fastest(for: .f32)))
    #expect(errors.saliencies > 0, "no saliencies were compared")
  }

  private func compare(_ run: BackwardRun, goldens: URL, _ name: String, _ backend: Backend) throws -> Errors {
    let tensors = try GoldenTensors(goldens.appendingPathComponent("adjoint-\(name).safetensors"))
    let forward = try GoldenTensors(goldens.appendingPathComponent("\(name).safetensors"))
    let examples = try GoldenExample.all(goldens.appendingPathComponent("\(name).jsonl"))
    #expect(!examples.isEmpty)
    let classes = run.model.configuration.labels.count
    let method = try run.prepare([.decompXLinear, .gradientInput, .gradientNorm], backend)
    var errors = Errors()
    for example in examples {
      let encoding = example.encoding(run.model)
      let attributions = try run.attributions(encoding, method)
      try #require(attributions.count == 2 * classes + 1)
      #expect(attributions.allSatisfy { $0.scores.count == encoding.count && $0.isFinite && $0.final == nil && $0.layers.isEmpty })
      let logits = try tensors.doubles("\(example.id)/logits")
      for number in 0..<classes {
        let (decompX, gradient) = (attributions[number], attributions[classes + number])
        #expect(decompX.method == .decompXLinear && decompX.classIndex == number)
        #expect(gradient.method == .gradientInput && gradient.classIndex == number)
        let error = try Self.error(decompX.scores, tensors, "\(example.id)/decompx_linear/classes", number, of: classes)
        errors.decompX = max(errors.decompX, error)
        errors.gradientInput = max(
          errors.gradientInput, try Self.error(gradient.scores, tensors, "\(example.id)/gradient_input/classes", number, of: classes))
        let largest = decompX.scores.map { abs(Double($0)) }.max() ?? 0
        let bias = try tensors.doubles("\(example.id)/decompx_linear/bias")[number]
        errors.bias = max(errors.bias, abs(try #require(decompX.bias) - bias) / largest)
        #expect(abs(try #require(decompX.logit) - logits[number]) < 1e-4)
        let sum = decompX.scores.reduce(try #require(decompX.bias)) { $0 + Double($1) }
        #expect(abs(sum - logits[number]) < 1e-4, "scores and bias of \(example.id) are the logit")
      }
      guard forward.contains("\(example.id)/saliency_norm") else { continue }
      let norms = try forward.doubles("\(example.id)/saliency_norm")
      let sums = try forward.doubles("\(example.id)/saliency_sum")
      let predicted = try #require(logits.indices.max { logits[$0] < logits[$1] })
      #expect(attributions[2 * classes].method == .gradientNorm && attributions[2 * classes].classIndex == nil)
      let total = norms.reduce(0, +)
      errors.saliencies += 1
      errors.norm = max(
        errors.norm,
        largestRelativeError(attributions[2 * classes].scores.map(Double.init), norms.map { $0 / total }, above: 1e-6))
      for (sum, (golden, norm)) in zip(attributions[classes + predicted].scores, zip(sums, norms)) where norm > 0 {
        errors.sum = max(errors.sum, abs(Double(sum) - golden) / norm)
      }
    }
    print("\(name), \(backend.name): \(errors)")
    #expect(errors.decompX < 3e-5)
    #expect(errors.bias < 1e-4)
    #expect(errors.gradientInput < 5e-5)
    #expect(errors.norm < 1e-4)
    #expect(errors.sum < 1e-4)
    return errors
  }

  /// The largest error of a class' scores, relative to the largest of the golden values `[T, C]` of this class.
  private static func error(_ scores: [Float], _ tensors: GoldenTensors, _ name: String, _ number: Int, of classes: Int) throws -> Double {
    let values = try tensors.doubles(name)
    let column = stride(from: number, to: values.count, by: classes).map { values[$0] }
    return largestError(scores.map(Double.init), column) / (column.map(abs).max() ?? 0)
  }
}
