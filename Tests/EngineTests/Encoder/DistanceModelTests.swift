import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Settings of relative positions that the larger models with golden values do not have, compared with transformers 4.46.3.
@Suite struct DistanceModelTests {
  @Test(
    "own and shared projections, single terms, absolute positions, token types, smaller embeddings, no buckets, far distances, unused buckets",
    arguments: DistanceFixture.names)
  func forward(name: String) throws {
    let fixture = try DistanceFixture(name)
    let model = try fixture.model(methods: [.nEnc])
    let explanation = try #require(model.makeWorker().run([fixture.encoding], keepLayers: true).first)
    #expect(largestError(explanation.logits.map(Double.init), try fixture.doubles("logits")) < 1e-5)
    let local = try fixture.doubles("local/N-Enc")
    let layers = try #require(explanation.attributions.first).layers
    let area = fixture.encoding.count * fixture.encoding.count
    #expect(local.count == layers.count * area && layers.count == 2)
    for (l, matrix) in layers.enumerated() {
      let values = matrix.values.map { Double($0) * Double(sign: .plus, exponent: matrix.exponent, significand: 1) }
      let error = largestRelativeError(values, Array(local[l * area..<(l + 1) * area]), above: 1e-6)
      #expect(error < 1e-4, "layer \(l): \(error)")
    }
  }

  @Test("gradients are those of automatic differentiation, and Integrated Gradients add up", arguments: DistanceFixture.names)
  func gradients(name: String) throws {
    let fixture = try DistanceFixture(name)
    let model = try fixture.model(methods: [.gradientInput, .integratedGradients, .decompXLinear])
    let explanation = try #require(model.makeWorker().run([fixture.encoding]).first)
    let expected = try fixture.doubles("gradient_input/classes")
    let classes = explanation.logits.count
    for number in 0..<classes {
      func scores(_ method: AttributionMethod) throws -> Attribution {
        try #require(explanation.attributions.first { $0.method == method && $0.classIndex == number })
      }
      let column = Swift.stride(from: number, to: expected.count, by: classes).map { expected[$0] }
      let error = largestError(try scores(.gradientInput).scores.map(Double.init), column) / (column.map(abs).max() ?? 0)
      #expect(error < 5e-5, "class \(number): \(error)")
      let terms = try scores(.decompXLinear)
      let sum = terms.scores.reduce(try #require(terms.bias)) { $0 + Double($1) }
      #expect(abs(sum - Double(explanation.logits[number])) < 1e-4)
      let path = try scores(.integratedGradients)
      #expect(abs(try #require(path.residual)) < 0.02 * max(1, path.scores.map { abs(Double($0)) }.max() ?? 0))
    }
  }

  @Test("a text's results depend on the text alone, bitwise", arguments: DistanceFixture.names)
  func packing(name: String) throws {
    let fixture = try DistanceFixture(name)
    let worker = try fixture.model(methods: [.nEnc, .gradientInput, .decompXLinear, .alti]).makeWorker()
    func part(_ count: Int) -> Encoding {
      Encoding(
        inputIDs: Array(fixture.encoding.inputIDs.suffix(count)), tokenTypeIDs: Array(fixture.encoding.tokenTypeIDs.suffix(count)),
        offsets: Array(repeating: nil, count: count), isTruncated: false)
    }
    let texts = [part(7), fixture.encoding, part(1), part(17), fixture.encoding]
    let together = worker.run(texts)
    for (text, result) in zip(texts, together) {
      let alone = try #require(worker.run([text]).first)
      #expect(alone.logits == result.logits && alone.attributions.map(\.scores) == result.attributions.map(\.scores))
    }
  }

  @Test("every method gives finite attributions, in every precision that is fast here", arguments: DistanceFixture.names)
  func methods(name: String) throws {
    let fixture = try DistanceFixture(name)
    for precision in Precision.allCases where Backend.fastest(for: precision) != nil {
      let model = try fixture.model(methods: AttributionMethod.allCases, precision: precision)
      let explanation = try #require(model.makeWorker().run([fixture.encoding]).first)
      #expect(Set(explanation.attributions.map(\.method)) == Set(AttributionMethod.allCases))
      #expect(explanation.attributions.allSatisfy { $0.isFinite && $0.scores.count == fixture.encoding.count })
      let error = largestError(explanation.logits.map(Double.init), try fixture.doubles("logits"))
      #expect(error < (precision == .f32 ? 1e-5 : 0.3), "\(precision): \(error)")
    }
  }

  @Test("buckets of distances are those of transformers", arguments: [(256, 512), (16, 96), (7, 300), (64, 4096), (90, 60)])
  func buckets(count: Int, furthest: Int) throws {
    let expected = try GoldenTensors(DistanceFixture.folder.appendingPathComponent("expected.safetensors")).integers(
      "buckets/\(count)-\(furthest)")
    let settings = RelativeAttention.Disentangled(
      contentToPosition: true, positionToContent: true, furthest: furthest, buckets: count, sharesProjections: true, normalizes: false)
    for (distance, bucket) in expected.enumerated() {
      for (distance, bucket) in [(distance, bucket), (-distance, -bucket)] {
        #expect(DistanceBuckets.row(distance, settings) == min(max(bucket + count, 0), 2 * count - 1), "distance \(distance)")
      }
    }
  }

  @Test("buckets of the relative bias are those of transformers")
  func bias() throws {
    let expected = try GoldenTensors(DistanceFixture.folder.appendingPathComponent("expected.safetensors")).integers("buckets/bias")
    #expect(expected == (-300...300).map(DistanceBuckets.bias))
  }
}
