import Foundation
import TestSupport
import Testing

@testable import Engine

/// Backward passes against their definitions, which need forward passes only.
@Suite struct NaiveBackwardTests {
  private static let models = ["bert-odd-nli", "electra-odd-nli"]
  private static let backends = Backend.allCases.filter(\.isAvailable)
  private static let text = "It is not a bad film."

  @Test("DecompX's terms are those of the affine map that fixed coefficients make of the model", arguments: models, backends)
  func affineMap(name: String, backend: Backend) throws {
    try compareTerms(try BackwardRun(fixture: name), backend)
  }

  @Test("a model of one layer, which is the first and the last at once", arguments: models)
  func oneLayer(name: String) throws {
    let directory = try Self.shortened(name, layers: 1)
    let run = try BackwardRun(directory.url)
    try #require(run.layers.count == 1)
    let backend = try #require(Backend.fastest(for: .f32))
    try compareTerms(run, backend)
    try compareGradient(run, backend)
  }

  @Test("gradient times input is the derivative along the token's embedding, by central differences", arguments: models, backends)
  func gradient(name: String, backend: Backend) throws {
    try compareGradient(try BackwardRun(fixture: name), backend)
  }

  /// A copy of a model with fewer layers.
  static func shortened(_ name: String, layers: Int) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let model = Fixtures.url.appendingPathComponent("models/\(name)")
    for file in try FileManager.default.contentsOfDirectory(atPath: model.path) where file != "config.json" {
      try FileManager.default.copyItem(at: model.appendingPathComponent(file), to: directory.url.appendingPathComponent(file))
    }
    var config = try String(contentsOf: model.appendingPathComponent("config.json"), encoding: .utf8)
    config = config.replacingOccurrences(
      of: #""num_hidden_layers": \d+"#, with: #""num_hidden_layers": \#(layers)"#, options: .regularExpression)
    _ = try directory.write(config, to: "config.json")
    return directory
  }

  private func compareTerms(_ run: BackwardRun, _ backend: Backend) throws {
    let encoding = run.model.tokenizer.encode(Self.text, pair: nil, maxLength: 64)
    let input = try EncoderInput(run, encoding)
    let naive = NaiveClassifier(run.layers, try #require(run.model.head))
    let (logits, fixed) = try naive.logits(input.layers)
    let all = Set(0..<encoding.count)
    #expect(largestError(try naive.logits(input.layers, fixed, tokens: all), logits) < 1e-9, "the affine map gives the logits")
    let bias = try naive.logits(input.layers, fixed, tokens: [])
    let terms = try all.sorted().map { token in
      zip(try naive.logits(input.layers, fixed, tokens: [token]), bias).map(-)
    }
    let attributions = try run.attributions(encoding, run.prepare([.decompXLinear], backend))
    #expect(attributions.count == logits.count)
    for (number, attribution) in attributions.enumerated() {
      let expected = terms.map { $0[number] }
      let largest = expected.map(abs).max() ?? 0
      #expect(largestError(attribution.scores.map(Double.init), expected) / largest < 1e-5)
      #expect(abs(try #require(attribution.bias) - bias[number]) / largest < 1e-4)
    }
  }

  private func compareGradient(_ run: BackwardRun, _ backend: Backend) throws {
    let encoding = run.model.tokenizer.encode(Self.text, pair: nil, maxLength: 64)
    let input = try EncoderInput(run, encoding)
    let naive = NaiveClassifier(run.layers, try #require(run.model.head))
    let attributions = try run.attributions(encoding, run.prepare([.gradientInput], backend))
    let step = 1e-4
    for token in 0..<encoding.count {
      let (more, less) = (
        try naive.logits(input.layers(scaling: token, by: 1 + step)).logits,
        try naive.logits(input.layers(scaling: token, by: 1 - step)).logits
      )
      for (number, attribution) in attributions.enumerated() {
        let expected = (more[number] - less[number]) / (2 * step)
        let largest = attribution.scores.map { abs(Double($0)) }.max() ?? 0
        #expect(abs(Double(attribution.scores[token]) - expected) / largest < 2e-5, "token \(token), class \(number)")
      }
    }
  }
}
