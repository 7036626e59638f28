import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `verify --model` and `--audit` compute the scores and matrices of every method again.
struct RecomputedMethodsTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let windows = ["--stride", "4", "--max-length", "16"]
  private static let methods = ["--methods", "n-enc,w,decompx-linear,gradient-norm"]
  private static let hasBFloat16 =
    (try? AttributionModel(directory: URL(fileURLWithPath: IndexTool.model), precision: .bf16)) != nil

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ options: [String], rows: Int = 20) throws -> IndexTool.Result {
    let result = try IndexTool.run(
      ["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + Self.methods + options,
      input: OpenRun.rows.prefix(rows).joined())
    #expect(result.status == 0, "\(result.errors)")
    return result
  }

  private func verify() throws -> IndexTool.Result {
    try IndexTool.run(["verify", store.path, "--model", IndexTool.model, "--recompute", "20", "--seed", "1"])
  }

  @Test(
    "what a store has of every method, class, window and layer comes out again",
    arguments: [
      ["--layers", "all"], ["--classes", "predicted,gold"], ["--classes", "positive", "--codec", "lossless"],
      windows + ["--layers", "all"],
    ])
  func unchanged(options: [String]) throws {
    _ = try index(options)
    let result = try verify()
    #expect(result.status == 0 && result.output == "", "\(result)")
  }

  @Test(
    "a changed score of a further method, of either class, is found",
    arguments: [
      ("w", 0, "by w, rollout"), ("gradient-norm", 0, "by gradient-norm"), ("decompx-linear", 1, "by decompx-linear for class 'negative'"),
      ("decompx-linear", 2, "by decompx-linear for class 'positive'"),
    ])
  func score(method: String, className: Int, origin: String) throws {
    _ = try index([])
    let id = try ForgedResults(url: store).shift(method, className: className)
    let result = try verify()
    #expect(result.status == 1)
    #expect(result.output.contains("example '\(id)': the token scores \(origin) are not those that the model gives"), "\(result.output)")
    #expect(result.output.components(separatedBy: "that the model gives").count == 2, "\(result.output)")
  }

  @Test("a changed bias and a changed logit are found")
  func bias() throws {
    _ = try index([])
    let id = try ForgedResults(url: store).shift("decompx-linear", className: 1, toBias: true)
    let output = try verify().output
    for what in ["bias", "logit"] {
      #expect(
        output.contains("example '\(id)': the values of the \(what) by decompx-linear for class 'negative' are not those"), "\(output)")
    }
  }

  @Test("a changed signed score of a window, and one of a whole text that was cut into windows, are found")
  func window() throws {
    _ = try index(Self.windows)
    let forged = ForgedResults(url: store)
    let ofWindow = try forged.shift("decompx-linear", className: 2, window: 2, isOfCutText: true)
    var output = try verify().output
    let origin = "the token scores by decompx-linear for class 'positive' are not those that"
    #expect(output.contains("example '\(ofWindow)', window 2: \(origin) the model gives"), "\(output)")
    #expect(output.contains("example '\(ofWindow)': \(origin) its windows give"), "\(output)")
    let ofText = try forged.shift("decompx-linear", className: 1, isOfCutText: true)
    output = try verify().output
    #expect(
      output.contains("example '\(ofText)': the token scores by decompx-linear for class 'negative' are not those that its windows give"),
      "\(output)")
  }

  @Test("a changed value in a matrix of a further method is found, in the aggregated one and in a local one", arguments: [0, 2])
  func matrix(layer: Int) throws {
    _ = try index(["--layers", "all"])
    // The further methods with matrices have the places from 512 on.
    let id = try ForgedResults(url: store).changeMatrix(at: 512 + layer)
    let output = try verify().output
    let name = layer == 0 ? "final" : "\(layer)"
    #expect(output.contains("example '\(id)': the values of layer \(name) by w, rollout are not those that the model gives"), "\(output)")
  }

  @Test("an audit gives the agreement of each method, in the summary and in info", arguments: [[], windows])
  func audit(options: [String]) throws {
    let result = try index(options + ["--audit", "10", "--json"])
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let audit = try #require(summary["audit"] as? [String: Any])
    let methods = try #require(audit["methods"] as? [[String: Any]])
    #expect(methods.compactMap { $0["method"] as? String } == ["n-enc", "w", "decompx-linear", "gradient-norm"])
    #expect(methods.compactMap { $0["aggregate"] as? String } == ["rollout", "rollout"])
    // Signed scores are stored in 16 bits, so that ranks of nearly equal ones may differ.
    #expect(
      methods.allSatisfy { ($0["lowest_spearman"] as? Double ?? 0) > 0.99 && ($0["mean_spearman"] as? Double ?? 0) <= 1 }, "\(methods)")
    let info = try IndexTool.start(["info", store.path, "--format", "json"], program: "globenc-query").wait()
    #expect(info.output.contains("\"lowest_spearman\""), "\(info)")
    #expect(info.output.components(separatedBy: "\"mean_spearman\"").count == 6, "\(info.output)")
    let table = try IndexTool.start(["info", store.path], program: "globenc-query").wait()
    #expect(table.output.contains("; by method: n-enc, rollout 1.00000 (lowest 1.00000); w, rollout 1.00000"), "\(table.output)")
  }

  @Test("an audit finds the difference that bf16 makes to each method", .enabled(if: hasBFloat16))
  func precision() throws {
    _ = try index(["--precision", "bf16", "--audit", "20"])
    let audit = try #require(try AttributionStore.openForReading(at: store).summary().runs.last?.audit)
    let methods = try #require(audit.methods)
    #expect(methods.count == 4 && methods.allSatisfy { $0.lowestSpearman < 1 && $0.meanSpearman > 0.9 }, "\(methods)")
    #expect(audit.meanSpearman == methods[0].meanSpearman && audit.lowestSpearman == methods[0].lowestSpearman)
  }

  @Test("an audit that an older program stored is read as it is")
  func olderAudit() throws {
    let stored = "{\"examples\":7,\"labelAgreement\":1,\"meanSpearman\":0.5,\"lowestSpearman\":0.25,\"largestConfidenceDifference\":0.125}"
    #expect(
      try JSONDecoder().decode(RunInfo.Audit.self, from: Data(stored.utf8))
        == RunInfo.Audit(examples: 7, labelAgreement: 1, meanSpearman: 0.5, lowestSpearman: 0.25, largestConfidenceDifference: 0.125))
  }
}
