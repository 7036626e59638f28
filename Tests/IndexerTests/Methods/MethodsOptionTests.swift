import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `--methods` decides which attributions a run computes; later runs may add methods, and never drop any.
struct MethodsOptionTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let both = ["--methods", "n-enc,decompx-linear"]

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ options: [String], rows: Int = 40, at url: URL? = nil) throws -> IndexTool.Result {
    try IndexTool.run(
      ["-", "--model", IndexTool.model, "--store", (url ?? store).path, "--quiet"] + options, input: OpenRun.rows.prefix(rows).joined())
  }

  private func opened(_ url: URL? = nil) throws -> AttributionStore {
    let store = try AttributionStore.openForReading(at: url ?? store)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    return store
  }

  @Test("each example gets the scores of each method, for each class where the method is signed; scores and bias add up to the logit")
  func results() throws {
    #expect(try index(Self.both) == IndexTool.Result(status: 0, output: "", errors: ""))
    let store = try opened()
    #expect(store.settings.methods.map(\.method.description) == ["n-enc, rollout", "decompx-linear"])
    var examples = 0
    try store.forEachExample { example in
      examples += 1
      let results = try store.results(exampleID: example.id)
      #expect(results.map(\.method.name) == ["n-enc", "decompx-linear", "decompx-linear"])
      #expect(results.map(\.className) == [nil] + store.settings.labels)
      for (result, logit) in zip(results.dropFirst(), example.logits) {
        let sum = result.scores.reduce(0) { $0 + Double($1) } + (result.bias ?? .nan)
        let largest = result.scores.map(\.magnitude).max() ?? 0
        // A stored score is off by half a step of 1/32767 of the text's largest.
        let rounding = Double(largest) * Double(result.scores.count) / 65_534
        #expect(abs(sum - Double(logit)) <= rounding + 1e-4, "\(example.id)")
        #expect(result.logit == Double(logit))
      }
    }
    #expect(examples == 40)
  }

  @Test("a later run adds methods to the examples that the store has; the store equals one that had them from the start")
  func growing() throws {
    #expect(try index([], rows: 30).status == 0)
    #expect(try index(Self.both, rows: 40).status == 0)
    let fresh = directory.url.appendingPathComponent("fresh.globenc")
    #expect(try index(Self.both, rows: 40, at: fresh).status == 0)
    #expect(try opened().digest() == opened(fresh).digest())
    // Everything is there: nothing is computed again.
    let again = try index(Self.both + ["--json"], rows: 40)
    #expect(again.status == 0 && again.output.hasPrefix("{\"examples\": 0, \"skipped\": 40, "), "\(again.output)")
  }

  @Test("without the option, a run computes the methods of the store")
  func continuing() throws {
    #expect(try index(Self.both, rows: 10).status == 0)
    #expect(try index([], rows: 20).status == 0)
    let fresh = directory.url.appendingPathComponent("fresh.globenc")
    #expect(try index(Self.both, rows: 20, at: fresh).status == 0)
    #expect(try opened().digest() == opened(fresh).digest())
  }

  @Test(
    "a choice that contradicts the store is refused in one sentence, and nothing is changed",
    arguments: [
      (["--methods", "n-enc"], "has decompx-linear, which --methods leaves out: name it too, or leave the option out"),
      (["--classes", "predicted"], "was made with other --classes (all): leave the option out, or use another store"),
      (["--aggregate", "maxflow"], "has rollout, which --aggregate leaves out: name it too, or leave the option out"),
    ])
  func contradictions(options: [String], message: String) throws {
    #expect(try index(Self.both, rows: 10).status == 0)
    let before = try Data(contentsOf: store)
    let result = try index(options, rows: 20)
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains(message) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try Data(contentsOf: store) == before)
  }

  @Test("a class that the model has not got is refused, and no store is created")
  func unknownClass() throws {
    let result = try index(["--methods", "decompx-linear", "--classes", "neutral"])
    #expect(result.status == 2 && result.output == "")
    #expect(
      result.errors
        == "globenc-index: --classes: the model '\(IndexTool.model)' has no class 'neutral'; its classes are negative, positive\n")
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test(
    "arguments that are not understood are refused by name",
    arguments: [
      (["--methods", "n-enc,lime"], "not 'lime'."), (["--methods", "n-enc,n-enc"], "names 'n-enc' twice."),
      (["--methods", ""], "not ''."), (["--aggregate", "mean"], "--aggregate knows rollout, maxflow, not 'mean'."),
      (["--classes", "all,positive"], "--classes all stands alone."), (["--steps", "0"], "--steps is a number from 1 to 65536, not 0."),
      (["--classes", "positive"], "--classes is for methods with a sign: add one to --methods, such as decompx-linear."),
      (["--steps", "10"], "--steps is for integrated-gradients: add it to --methods."),
      (["--maxflow-rows", "all"], "--maxflow-rows is for maximum flows: add maxflow to --aggregate."),
      (["--aggregate", "maxflow", "--maxflow-rows", "0"], "--maxflow-rows is first or all, not '0'."),
      (["--memory", "1G"], "--memory is for decompx: add it to --methods."),
      (["--methods", "decompx", "--memory", "much"], "--memory is a size such as 500MB or 8G, not 'much'."),
    ])
  func wrongArguments(options: [String], message: String) throws {
    let result = try index(options)
    #expect(result.status == 64 && result.output == "" && result.errors.contains(message), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test("one class, the predicted class or the gold class can be chosen", arguments: ["positive", "predicted", "gold"])
  func classes(choice: String) throws {
    #expect(try index(["--methods", "decompx-linear", "--classes", choice]).status == 0)
    let store = try opened()
    try store.forEachExample { example in
      let expected = choice == "positive" ? choice : choice == "gold" ? example.label ?? example.predicted : example.predicted
      let found = try store.results(exampleID: example.id).map(\.className)
      #expect(found == [expected])
    }
  }

  @Test("windows of a long text: scores and bias add up to the mean of the windows' logits")
  func windows() throws {
    #expect(try index(Self.both + ["--stride", "4", "--max-length", "16"]).status == 0)
    let store = try opened()
    var cut = 0
    try store.forEachExample { example in
      cut += example.windows > 1 ? 1 : 0
      for (result, logit) in zip(try store.results(exampleID: example.id).dropFirst(), example.logits) {
        let sum = result.scores.reduce(0) { $0 + Double($1) } + (result.bias ?? .nan)
        let largest = Double(result.scores.map(\.magnitude).max() ?? 0)
        #expect(abs(sum - Double(logit)) <= largest * Double(result.scores.count) / 65_534 + 1e-4, "\(example.id)")
      }
    }
    #expect(cut > 10)
  }

  @Test("aggregations that are added later, in whatever order, leave the local matrices with the first one")
  func laterAggregations() throws {
    #expect(try index(["--layers", "all"], rows: 10).status == 0)
    #expect(try index(["--layers", "all", "--aggregate", "maxflow,rollout"], rows: 15).status == 0)
    #expect(try index(["--layers", "all"], rows: 20).status == 0)
    let fresh = directory.url.appendingPathComponent("fresh.globenc")
    #expect(try index(["--layers", "all", "--aggregate", "rollout,maxflow"], rows: 20, at: fresh).status == 0)
    #expect(try opened().digest() == opened(fresh).digest())
    #expect(try index(["--dry-run", "--json"], rows: 20).status == 0)
  }

  @Test(
    "with a signed first method, an audit and a recomputation compare the class that the store shows",
    arguments: ["positive", "predicted", "all"])
  func signedFirst(classes: String) throws {
    let options = ["--methods", "decompx-linear,n-enc", "--classes", classes, "--layers", "all", "--audit", "20", "--json"]
    let result = try index(options, rows: 20)
    #expect(result.status == 0 && result.errors == "")
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let audit = try #require(summary["audit"] as? [String: Any])
    #expect((audit["lowest_spearman"] as? Double ?? 0) > 0.99 && audit["label_agreement"] as? Double == 1, "\(audit)")
    let verified = try IndexTool.run(["verify", store.path, "--model", IndexTool.model, "--recompute", "20"])
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    #expect(try index(["--dry-run", "--json"], rows: 20).status == 0)
  }

  @Test("a listing of examples names no class, bias or logit where an example has no scores for its predicted class")
  func otherClass() throws {
    #expect(try index(["--methods", "decompx-linear", "--classes", "positive"], rows: 30).status == 0)
    let listed = try IndexTool.start(["examples", store.path, "-k", "all", "--jsonl"], program: "globenc-query").wait()
    #expect(listed.status == 0 && listed.errors == "")
    let rows = try listed.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(rows.count == 30 && Set(rows.compactMap { $0["predicted"] as? String }).count == 2)
    for row in rows {
      let isPositive = row["predicted"] as? String == "positive"
      #expect(row["class"] as? String == (isPositive ? "positive" : nil) && (row["logit"] is NSNull) == !isPositive, "\(row)")
    }
  }

  @Test("too few steps of integrated gradients bring a warning")
  func unconverged() throws {
    let result = try index(["--methods", "integrated-gradients", "--steps", "1"], rows: 10)
    #expect(result.status == 0 && result.errors.contains("miss the difference of the logits by more than 1 %"), "\(result.errors)")
    #expect(try index(["--classes", "all", "--steps", "1"], rows: 10).status == 0)
  }

  @Test(
    "a dry run counts what further methods take",
    arguments: [
      Self.both, ["--methods", "n-enc,w,n-res,gradient-norm"], ["--methods", "decompx-linear,gradient-input", "--codec", "lossless"],
    ])
  func dryRun(options: [String]) throws {
    let rows = OpenRun.rows.count
    let result = try index(options + ["--dry-run", "--json"], rows: rows)
    let estimate = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(try index(options, rows: rows).status == 0)
    let bytes = try #require(estimate["store_bytes"] as? Int)
    let real = try AttributionStore.openForReading(at: store).summary().fileBytes
    #expect(abs(Double(bytes) / Double(real) - 1) < 0.15, "\(bytes) of \(real)")
  }

  @Test("all methods at once, with local matrices of all layers, make a sound store whose recomputation agrees")
  func all() throws {
    let names = AttributionMethod.names.joined(separator: ",")
    #expect(try index(["--methods", names, "--aggregate", "rollout,maxflow", "--layers", "all", "--steps", "8"], rows: 6).status == 0)
    let store = try opened()
    #expect(store.settings.methods.count == 9 * 2 + 6)
    let verified = try IndexTool.run(["verify", self.store.path, "--model", IndexTool.model])
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }
}
