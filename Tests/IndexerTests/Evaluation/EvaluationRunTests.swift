import Engine
import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// The numbers of an evaluation against a plain loop over texts, and its interruption.
struct EvaluationRunTests {
  private let directory: TemporaryDirectory
  private let url: URL
  private let model: AttributionModel

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("out.globenc")
    let run = try IndexTool.run(
      [
        Fixtures.samples.appendingPathComponent("movies.jsonl").path, "--model", IndexTool.model, "--store", url.path, "--quiet", "--limit",
        "12",
        "--methods", "n-enc,decompx-linear", "--layers", "all",
      ])
    #expect(run == IndexTool.Result(status: 0, output: "", errors: ""))
    model = try AttributionModel(directory: URL(fileURLWithPath: IndexTool.model), methods: [.gradientNorm])
  }

  private func plan(_ store: AttributionStore, _ masking: TokenMasking = .mask) throws -> EvaluationPlan {
    EvaluationPlan(
      methods: try EvaluationPlan.methods(of: store, named: nil, layers: model.configuration.hiddenLayers), masking: masking, sample: 500,
      seed: 7, hasLeaveOneOut: true, countsSpecialTokens: true)
  }

  /// Evaluates all texts and returns the results without their time.
  private func evaluate(_ masking: TokenMasking = .mask, stoppingAfter texts: Int? = nil) throws -> EvaluationRun.Outcome {
    let store = try AttributionStore.openForWriting(at: url, settings: AttributionStore.openForReading(at: url).settings)
    defer { _ = try? store.close() }
    let interruption = Interruption()
    let runner = BatchRunner(model: model, workers: 2, interruption: interruption)
    var run = EvaluationRun(store: store, plan: try plan(store, masking), runner: runner, interruption: interruption)
    if texts != nil { run.portion = 1 }
    return try run.run { done, _ in if done == texts { _ = interruption.request(SIGINT) } }
  }

  private func stored() throws -> [Evaluation] {
    try AttributionStore.openForReading(at: url).evaluations().map {
      var result = $0
      result.madeAt = nil
      return result
    }
  }

  /// The mean AOPC of an order of tokens, by one run of the model for each masked text.
  private func naive(_ masking: TokenMasking, _ order: (Example, [Int], (Encoding) -> Double) throws -> [Int]) throws -> Double {
    let store = try AttributionStore.openForReading(at: url)
    let worker = model.makeWorker()
    var drops: [Double] = []
    try store.forEachExample { example in
      let encoding = AuditedText.encodings(of: example, windows: [], tokenizer: model.tokenizer)[0]
      let predicted = try #require(store.settings.labels.firstIndex { $0 == example.predicted })
      func probability(_ encoding: Encoding) -> Double {
        let powers = worker.run([encoding], explains: false)[0].logits.map { exp(Double($0)) }
        return powers[predicted] / powers.reduce(0, +)
      }
      let positions = Array(1..<example.tokens.count - 1)
      let order = try order(example, positions, probability)
      let whole = probability(encoding)
      for k in 1...10 {
        let count = Int((Double(k * positions.count) / 10).rounded(.toNearestOrEven))
        let form =
          masking == .mask ? encoding.replacing(order.prefix(count), with: 4) : encoding.removing(Array(order.prefix(count)))
        drops.append(whole - probability(form))
      }
    }
    return drops.reduce(0, +) / Double(drops.count)
  }

  @Test("AOPC of each method and of leaving one token out is that of a plain loop over texts", arguments: TokenMasking.allCases)
  func plainLoop(_ masking: TokenMasking) throws {
    #expect(model.tokenizer.pieces[4] == "[MASK]")
    let outcome = try evaluate(masking)
    #expect(outcome.evaluated == 12 && outcome.omitted.isEmpty)
    func aopc(_ method: String) throws -> Double {
      try #require(outcome.results.first { $0.metric == "aopc" && $0.method == method }?.value)
    }
    let store = try AttributionStore.openForReading(at: url)
    for method in store.settings.methods.map(\.method) {
      let expected = try naive(masking) { example, positions, _ in
        let scored = try #require(try store.example(id: example.id, scores: ScoreSelection(method)))
        return positions.sorted { scored.tokens[$0].score > scored.tokens[$1].score }
      }
      #expect(abs(try aopc(method.name) - expected) < 1e-5, "\(method)")
    }
    let leaving = try naive(masking) { example, positions, probability in
      let encoding = AuditedText.encodings(of: example, windows: [], tokenizer: model.tokenizer)[0]
      let left = positions.map { probability(masking == .mask ? encoding.replacing([$0], with: 4) : encoding.removing([$0])) }
      return positions.indices.sorted { (left[$0], $0) < (left[$1], $1) }.map { positions[$0] }
    }
    #expect(abs(try aopc("leave-one-out") - leaving) < 1e-5)
  }

  @Test("rank correlations are with the gradient's norm, of the scores' sizes, and of row 0 of each layer's local matrix")
  func correlations() throws {
    let results = try evaluate().results
    let store = try AttributionStore.openForReading(at: url)
    let worker = model.makeWorker()
    let expected =
      [
        ("n-enc", nil), ("n-enc", 2), ("decompx-linear", nil),
      ] as [(String, Int?)]
    for (name, layer) in expected {
      let method = try #require(store.settings.methods.map(\.method).first { $0.name == name })
      var all: [Double] = []
      try store.forEachExample(ExampleFilter(scores: ScoreSelection(method))) { example in
        let encoding = AuditedText.encodings(of: example, windows: [], tokenizer: model.tokenizer)[0]
        let saliency = worker.run([encoding])[0].attributions[0].scores.map(Double.init)
        let scores = try layer.map { layer in
          let matrix = try #require(try store.matrix(exampleID: example.id, layer: .layer(layer)))
          return matrix.values.prefix(matrix.size).map(Double.init)
        }
        all.append(try #require(Spearman.correlation(scores ?? example.tokens.map { abs(Double($0.score)) }, saliency)))
      }
      let mean = all.reduce(0, +) / Double(all.count)
      let found = try #require(results.first { $0.metric == "spearman" && $0.method == name && $0.layer == layer })
      #expect(found.examples == 12)
      #expect(abs(try #require(found.value) - mean) < 1e-5)
      let deviation = try #require(results.first { $0.metric == "spearman_sd" && $0.method == name && $0.layer == layer }?.value)
      #expect(abs(deviation - (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 11).squareRoot()) < 1e-5)
    }
    #expect(results.filter { $0.metric == "spearman" }.compactMap(\.layer) == [1, 2, 3])
  }

  @Test("an interrupted evaluation keeps what is finished, and the next one goes on to the same results")
  func interruption() throws {
    _ = try evaluate()
    let whole = try stored()
    #expect(!whole.isEmpty && !whole.contains(where: \.isUnfinished))
    let store = try AttributionStore.openForWriting(at: url, settings: AttributionStore.openForReading(at: url).settings)
    try store.add([]) { _ in true }
    try store.close()

    #expect(try evaluate(stoppingAfter: 5).results.isEmpty)
    #expect(try stored().count == 5 && stored().allSatisfy { $0.isUnfinished })
    #expect(try AttributionStore.openForReading(at: url).verify { Issue.record("\($0)") }.recounted)
    let outcome = try evaluate()
    #expect(outcome.known == 5 && outcome.evaluated == 12)
    #expect(try stored() == whole)
  }

  @Test("masking and deletion stand beside each other, and a further evaluation replaces the one of its kind")
  func replacing() throws {
    _ = try evaluate()
    _ = try evaluate(.delete)
    let both = try stored()
    #expect(both.filter { $0.metric == "aopc" }.map(\.masking) == Array(repeating: "mask", count: 4) + Array(repeating: "delete", count: 4))
    #expect(both.count { $0.metric == "spearman" } == 5)
    _ = try evaluate(.delete)
    #expect(try stored() == both)
  }

  @Test("an evaluation leaves what another, interrupted one has finished, and the rank correlations of methods that it does not measure")
  func keeping() throws {
    _ = try evaluate()
    let correlations = try stored().filter { $0.metric == "spearman" }
    #expect(try evaluate(.delete, stoppingAfter: 4).results.isEmpty)
    let store = try AttributionStore.openForWriting(at: url, settings: AttributionStore.openForReading(at: url).settings)
    let runner = BatchRunner(model: model, workers: 1)
    let plan = EvaluationPlan(
      methods: [(Method.nEnc, 0)], masking: .mask, sample: 3, seed: 1, hasLeaveOneOut: false, countsSpecialTokens: true)
    _ = try EvaluationRun(store: store, plan: plan, runner: runner, interruption: Interruption()).run { _, _ in }
    try store.close()
    let after = try stored()
    #expect(after.count { $0.isUnfinished } == 4)
    #expect(
      after.filter { $0.metric == "spearman" && $0.method == "decompx-linear" } == correlations.filter { $0.method == "decompx-linear" })
    #expect(after.filter { $0.metric == "spearman" && $0.method == "n-enc" }.map(\.examples) == [3])
    #expect(try evaluate(.delete).known == 4)
  }
}
