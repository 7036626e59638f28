import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// With `--stride`, signed scores of a text that was cut into windows are for the classes of the whole text, whatever its windows predict.
struct WindowClassTests {
  private let directory: TemporaryDirectory
  private let store: URL
  /// Windows of a few tokens predict different classes.
  private static let windows = ["--stride", "2", "--max-length", "9"]

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ options: [String], at url: URL? = nil) throws {
    let result = try IndexTool.run(
      ["-", "--model", IndexTool.model, "--store", (url ?? store).path, "--quiet"] + Self.windows + options,
      input: OpenRun.rows.prefix(40).joined())
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
  }

  private func opened(_ url: URL? = nil) throws -> AttributionStore {
    let store = try AttributionStore.openForReading(at: url ?? store)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    return store
  }

  @Test(
    "scores and bias add up to the mean logit of the class of the whole text, in the text and in each window",
    arguments: ["predicted", "gold", "predicted,gold"])
  func sums(classes: String) throws {
    try index(["--methods", "n-enc,decompx-linear,gradient-norm,gradient-input", "--classes", classes])
    let store = try opened()
    let labels = store.settings.labels
    var (cut, mixed) = (0, 0)
    try store.forEachExample { example in
      let wanted = Set(
        [classes.contains("predicted") ? example.predicted : nil, classes.contains("gold") ? example.label ?? example.predicted : nil]
          .compactMap { $0 })
      let windows = try store.windows(exampleID: example.id)
      if !windows.isEmpty { cut += 1 }
      if Set(windows.map(\.predicted)).count > 1 { mixed += 1 }
      for (results, logits) in try [(store.results(exampleID: example.id), example.logits)] + windows.map({ ($0.results, $0.logits) }) {
        #expect(results.filter { !$0.method.isSigned }.map(\.method.name) == ["n-enc", "gradient-norm"])
        for method in ["decompx-linear", "gradient-input"] {
          let signed = results.filter { $0.method.name == method }
          #expect(Set(signed.map(\.className)) == wanted && signed.count == wanted.count, "\(example.id)")
          for result in signed {
            let logit = Double(logits[try #require(labels.firstIndex { $0 == result.className })])
            let sum = result.scores.reduce(0) { $0 + Double($1) } + (result.bias ?? .nan)
            let rounding = Double(result.scores.map(\.magnitude).max() ?? 0) * Double(result.scores.count) / 65_534
            #expect(abs(sum - logit) <= rounding + 1e-4 && abs((result.logit ?? .nan) - logit) < 1e-6, "\(example.id)")
          }
        }
      }
    }
    // Without texts whose windows predict both classes, this would test nothing.
    #expect(cut > 30 && mixed > 10)
  }

  @Test(
    "the scores are those of a run for all classes, bit by bit", arguments: [["--workers", "1"], ["--workers", "2", "--layers", "all"]])
  func sameAsAll(options: [String]) throws {
    try index(["--methods", "n-enc,decompx-linear", "--codec", "lossless", "--classes", "predicted,gold"] + options)
    let all = directory.url.appendingPathComponent("all.globenc")
    try index(["--methods", "n-enc,decompx-linear", "--codec", "lossless", "--classes", "all"] + options, at: all)
    let (store, whole) = try (opened(), opened(all))
    var compared = 0
    try store.forEachExample { example in
      let other = try whole.results(exampleID: example.id)
      for result in try store.results(exampleID: example.id) {
        #expect(other.contains(result), "\(example.id)")
        compared += 1
      }
      for (window, other) in zip(try store.windows(exampleID: example.id), try whole.windows(exampleID: example.id)) {
        #expect(window.results.allSatisfy(other.results.contains) && window.logits == other.logits)
      }
      for number in 1...example.windows {
        let window = example.windows > 1 ? number : nil
        #expect(
          try store.matrix(exampleID: example.id, layer: .final, window: window)
            == whole.matrix(exampleID: example.id, layer: .final, window: window))
      }
    }
    #expect(compared > 80)
  }

  @Test("an audit and a recomputation compute the classes of the whole text again", arguments: ["predicted", "predicted,gold"])
  func recomputing(classes: String) throws {
    try index(["--methods", "decompx-linear,n-enc", "--classes", classes, "--audit", "20"])
    let audit = try #require(try opened().summary().runs.last?.audit)
    #expect(audit.lowestSpearman > 0.99 && audit.labelAgreement == 1 && audit.methods?.count == 2, "\(audit)")
    let verified = try IndexTool.run(["verify", store.path, "--model", IndexTool.model, "--recompute", "40"])
    #expect(verified.status == 0 && verified.output == "", "\(verified)")
    let id = try ForgedResults(url: store).shift("decompx-linear", className: 2, window: 2, isOfCutText: true)
    let output = try IndexTool.run(["verify", store.path, "--model", IndexTool.model, "--recompute", "40"]).output
    #expect(
      output.contains("example '\(id)', window 2: the token scores by decompx-linear for class 'positive' are not those"), "\(output)")
  }
}
