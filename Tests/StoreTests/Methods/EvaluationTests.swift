import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Results of evaluations, as a store keeps them.
struct EvaluationTests {
  let directory: TemporaryDirectory
  let url: URL
  private let found = [
    Evaluation(
      method: "n-enc", aggregate: .rollout, metric: "aopc", value: 0.437, interval: 0.4...0.47, examples: 150, masking: "mask", sample: 500,
      seed: 7, options: #"{"template":false}"#, madeAt: Date(timeIntervalSince1970: 1_700_000_000)),
    Evaluation(method: "random", metric: "accuracy", step: 0.1, value: 0.5, examples: 150, masking: "delete"),
    Evaluation(method: "n-enc", aggregate: .rollout, layer: 3, className: "positive", metric: "spearman", value: nil, examples: 0),
    Evaluation(method: "occlusion", metric: "flips", word: "not", value: 20, examples: 617),
  ]

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write((1...3).map { StoreSamples.record(row: $0) }, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    try store.add(found)
    try store.close()
  }

  @Test("results are read as they were written, and later results replace the chosen ones")
  func roundTrip() throws {
    #expect(try AttributionStore.openForReading(at: url).evaluations() == found)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    var better = found[0]
    better.value = 0.5
    try store.add([better]) { $0.metric == "aopc" && $0.method == "n-enc" }
    #expect(try store.evaluations() == found.dropFirst() + [better])
    try store.close()
  }

  @Test("verify names a damaged result and a repair drops it; the digest depends on the results, but not on their times")
  func damaged() throws {
    let digest = try AttributionStore.openForReading(at: url).digest()
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: "UPDATE evaluation SET value = value + 0.1 WHERE id = 2") }
    try queue.close()
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.digest() != digest)
    #expect(throws: StoreError.self) { try store.evaluations() }
    var damages: [String] = []
    _ = try StoreRepair(of: url).run(onDamage: { damages.append($0.description) }, onDrop: { Issue.record("\($0)") })
    #expect(damages == ["table evaluation: evaluation 2 does not agree with its checksum"])
    #expect(try AttributionStore.openForReading(at: url).evaluations() == [found[0], found[2], found[3]])
  }
}
