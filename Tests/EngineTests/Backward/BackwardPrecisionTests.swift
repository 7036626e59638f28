import Foundation
import TestSupport
import Testing

@testable import Engine

/// The precisions below fp32 that this build supports on this processor.
private let offered = [Precision.bf16, .int8].filter { Backend.fastest(for: $0) != nil }

/// Backward passes, which are in single precision, after a forward pass in a lower one.
@Suite struct BackwardPrecisionTests {
  private static let methods: [AttributionMethod] = [.decompXLinear, .gradientInput, .gradientNorm, .integratedGradients]

  @Test(
    "signed scores are near those after a forward pass in single precision, and belong to the logits of the lower one",
    .enabled(if: !offered.isEmpty, "no fast products in bf16 or int8 with this build on this processor"), arguments: offered)
  func agreement(precision: Precision) throws {
    let directory = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    func model(_ precision: Precision) throws -> AttributionModel {
      try AttributionModel(directory: directory, precision: precision, methods: Self.methods, classes: .predicted, steps: .exactly(64))
    }
    let (exact, rounded) = (try model(.f32), try model(precision))
    let encodings = ["a dull film , and far too long", "not bad at all", "the acting and the music are wonderful"].map {
      exact.tokenizer.encode($0, pair: nil, maxLength: 64)
    }
    for (a, b) in zip(exact.makeWorker().run(encodings), rounded.makeWorker().run(encodings)) {
      #expect(a.attributions.map(\.method) == Self.methods && b.attributions.map(\.method) == Self.methods)
      for (one, other) in zip(a.attributions, b.attributions) {
        let largest = one.scores.map { abs(Double($0)) }.max() ?? 0
        let error = largestError(other.scores.map(Double.init), one.scores.map(Double.init)) / largest
        #expect(error > 0 && error < (precision == .int8 ? 0.2 : 0.05), "\(one.method): \(error)")
        guard let number = other.classIndex else { continue }
        #expect(other.logit == Double(b.logits[number]) && other.logit != one.logit)
      }
    }
  }
}
