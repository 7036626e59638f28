import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// The precisions that this build supports on this processor.
private let offered = [Precision.f32, .bf16, .int8].filter { Backend.fastest(for: $0) != nil }

/// All methods at once, in all precisions, with a model of each family.
@Suite(.enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
struct FamilyMethodsTests {
  private struct Sample {
    let directory: URL
    let examples: [GoldenExample]

    init(_ name: String) throws {
      let shared = try #require(SharedFolder.url)
      directory = shared.appendingPathComponent("models/\(name)")
      examples = try GoldenExample.all(shared.appendingPathComponent("goldens/\(name).jsonl"))
    }
  }

  @Test(
    "every method gives a text bitwise the same alone, in company and at another place", arguments: GoldenModels.oneOfEachFamily, offered)
  func neighbours(name: String, precision: Precision) throws {
    let sample = try Sample(name)
    let model = try AttributionModel(
      directory: sample.directory, precision: precision, methods: AttributionMethod.allCases, aggregates: [.rollout, .maximumFlow],
      steps: .exactly(5))
    let encodings = sample.examples.filter { ["short", "empty", "plain", "one", "pair"].contains($0.id) }.map { $0.encoding(model) }
    try #require(encodings.count == 5)
    let together = model.makeWorker().run(encodings)
    let reversed = model.makeWorker().run(encodings.reversed()).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      #expect(Set(a.attributions.map(\.method)) == Set(AttributionMethod.allCases))
      #expect(a.isFinite && a == b && a == worker.run([encodings[index]]).first)
    }
  }

  @Test("the layers of ALBERT share the memory of their weights", arguments: [("albert-odd", 1), ("albert-groups", 2)])
  func sharedWeights(name: String, groups: Int) throws {
    let model = try AttributionModel(directory: try Sample(name).directory, methods: AttributionMethod.allCases)
    let layers = model.encoder.layers
    #expect(layers.count == 4 && Set(layers.map { ObjectIdentifier($0.projection) }).count == groups)
    let pass = model.prepared.compactMap { $0 as? OneBackwardPass }.first
    let backward = try #require(pass).weights
    // The first and the last layer have weights in forms of their own.
    #expect(Set(backward.layers.map { ObjectIdentifier($0.output) }).count == (groups == 1 ? 3 : 4))
  }
}
