import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Comparison of the eight local matrices of the paper and their aggregations with every value of the golden files, which the method's authors' own code
/// computed.
@Suite struct LocalMatrixGoldenTests {
  /// The largest errors over the examples of a file.
  private struct Errors {
    /// Relative, by matrix.
    var local: [String: Double] = [:]
    var rollout: [String: Double] = [:]
    var mixingRatio = 0.0
    /// Absolute, by matrix.
    var flow: [String: Double] = [:]

    static func raise(_ errors: inout [String: Double], _ name: String, _ error: Double) { errors[name] = max(errors[name] ?? 0, error) }
  }

  @Test(
    "the models of the repository give the authors' local matrices, rollouts, mixing ratios and flows",
    arguments: ["bert-tiny-sentiment", "bert-odd-nli", "electra-odd-nli", "bert-deep"])
  func fixtures(name: String) throws {
    let models = name == "bert-tiny-sentiment" ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    let goldens = Fixtures.url.appendingPathComponent("goldens")
    try compare(
      model: models.appendingPathComponent(name), examples: goldens.appendingPathComponent("\(name).jsonl"),
      tensors: goldens.appendingPathComponent("matrices-\(name).safetensors"))
  }

  @Test(
    "all models give the authors' local matrices, rollouts, mixing ratios and flows on all examples",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: GoldenModels.all)
  func shared(name: String) throws {
    let shared = try #require(SharedFolder.url)
    try compare(
      model: shared.appendingPathComponent("models/\(name)"), examples: shared.appendingPathComponent("goldens/\(name).jsonl"),
      tensors: shared.appendingPathComponent("goldens/\(name).safetensors"))
  }

  private func compare(model directory: URL, examples: URL, tensors: URL) throws {
    let methods = LocalMatrix.ofPaper.map(\.method)
    let model = try AttributionModel(directory: directory, methods: methods)
    let worker = model.makeWorker()
    // Flows between all pairs of tokens of a long text take long, and the goldens have none.
    let flowWorker = try AttributionModel(
      directory: directory, methods: methods, aggregates: [.rollout, .maximumFlow], flowRows: .all
    ).makeWorker()
    let tensors = try GoldenTensors(tensors)
    let examples = try GoldenExample.all(examples).filter { tensors.contains("\($0.id)/local/W") }
    #expect(!examples.isEmpty)
    var errors = Errors()
    var flows = 0
    for example in examples {
      let encoding = example.encoding(model)
      let fitting = tensors.contains("\(example.id)/maxflow/N-Enc") ? flowWorker : worker
      let attributions = try #require(fitting.run([encoding], keepLayers: true).first).attributions
      let count = encoding.count
      for matrix in LocalMatrix.ofPaper {
        let name = matrix.goldenName
        let found = try #require(attributions.first { $0.method == matrix.method && $0.aggregate == .rollout })
        let local = try matrix.goldenLayers(tensors, example.id, tokens: count)
        #expect(local.count == found.layers.count * count * count)
        for (l, layer) in found.layers.enumerated() {
          let expected = Array(local[l * count * count..<(l + 1) * count * count])
          Errors.raise(&errors.local, name, largestRelativeError(raw(layer), expected, above: 1e-6))
          if matrix == .wRes {
            let ratios = try tensors.doubles("\(example.id)/mixing_ratio/N-Enc")[l * count..<(l + 1) * count]
            errors.mixingRatio = max(errors.mixingRatio, largestRelativeError(mixingRatio(layer), Array(ratios), above: 1e-6))
          }
        }
        Errors.raise(
          &errors.rollout, name,
          largestRelativeError(
            raw(try #require(found.final)), try matrix.goldenRollout(tensors, example.id, layers: local, tokens: count), above: 1e-6))
        guard tensors.contains("\(example.id)/maxflow/\(name)") else { continue }
        flows += 1
        let flow = try #require(attributions.first { $0.method == matrix.method && $0.aggregate == .maximumFlow })
        Errors.raise(&errors.flow, name, largestError(raw(try #require(flow.final)), try tensors.doubles("\(example.id)/maxflow/\(name)")))
      }
    }
    print("\(directory.lastPathComponent): \(examples.count) examples, \(flows) matrices of flows; \(errors)")
    #expect(errors.local.count == 8 && errors.local.values.allSatisfy { $0 < 1e-4 }, "local matrices")
    #expect(errors.rollout.count == 8 && errors.rollout.values.allSatisfy { $0 < 1e-4 }, "rollouts")
    #expect(errors.mixingRatio < 1e-4)
    #expect(errors.flow.count == 2 && errors.flow.values.allSatisfy { $0 < 1e-5 }, "maximum flows")
  }

  /// The mixing ratios, which are the sums of the rows of W-Res without their diagonal. `[T]`
  private func mixingRatio(_ matrix: ScaledMatrix) -> [Double] {
    let (values, size) = (raw(matrix), matrix.size)
    return (0..<size).map { i in (0..<size).filter { $0 != i }.reduce(0) { $0 + values[i * size + $1] } }
  }

  private func raw(_ matrix: ScaledMatrix) -> [Double] {
    matrix.values.map { Double($0) * Double(sign: .plus, exponent: matrix.exponent, significand: 1) }
  }
}
