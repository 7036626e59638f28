import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// `--maxflow-rows` decides from which tokens maximum flows are computed.
struct FlowRowsOptionTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let all = ["--aggregate", "rollout,maxflow", "--maxflow-rows", "all"]

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  /// A text of 22 tokens, one of 64 and one of 65, special ones included.
  private static let rows = [20, 62, 63].map { "{\"id\": \"\($0)\", \"text\": \"\(String(repeating: "good ", count: $0))\"}\n" }

  private func index(_ options: [String], at url: URL? = nil) throws -> IndexTool.Result {
    try IndexTool.run(
      ["-", "--model", IndexTool.model, "--store", (url ?? store).path, "--json", "--quiet"] + options, input: Self.rows.joined())
  }

  private func summary(_ result: IndexTool.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
  }

  private func opened() throws -> AttributionStore {
    let store = try AttributionStore.openForReading(at: store)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    return store
  }

  @Test("with all, each row of a flow adds up to 1, and a text of more than 64 tokens has no flow and is counted")
  func allRows() throws {
    let result = try index(Self.all + ["--methods", "n-enc,w", "--layers", "all"])
    #expect(result.status == 0 && result.errors.contains("1 text has no maximum flow: with --maxflow-rows all"), "\(result.errors)")
    #expect(try summary(result)["without_maxflow"] as? Int == 1)
    let store = try opened()
    let flow = try #require(try store.matrix(exampleID: "20", layer: .final, method: Method(name: "n-enc", aggregate: .maximumFlow)))
    let values = flow.values.map { Double($0) * exp2(Double(flow.exponent)) }
    for row in 0..<flow.size { #expect(abs(values[row * flow.size..<(row + 1) * flow.size].reduce(0, +) - 1) < 0.01) }
    for (id, count) in [("20", 4), ("62", 4), ("63", 2)] {
      #expect(try store.results(exampleID: id).count == count)
    }
    // The store keeps the choice; nothing is computed again.
    let again = try summary(try index(["--layers", "all"]))
    #expect(again["examples"] as? Int == 0 && again["skipped"] as? Int == 3)
    let verified = try IndexTool.run(["verify", self.store.path, "--model", IndexTool.model])
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }

  @Test("a choice that contradicts the store is refused", arguments: [("all", "first"), ("first", "all")])
  func contradiction(old: String, new: String) throws {
    #expect(try index(["--aggregate", "rollout,maxflow", "--maxflow-rows", old]).status == 0)
    let result = try index(["--maxflow-rows", new])
    #expect(result.status == 2 && result.errors.contains("was made with other --maxflow-rows (\(old)): leave the option out"))
    #expect(try index(["--maxflow-rows", old]).status == 0)
  }

  @Test("a store that had no flows may get all rows later")
  func later() throws {
    #expect(try index([]).status == 0)
    // The long text would gain nothing by another run.
    let more = try summary(try index(Self.all))
    #expect(more["examples"] as? Int == 2 && more["skipped"] as? Int == 1)
    #expect(try opened().settings.methods.map { $0.options.flatMap { StoredOptions($0).flowRows } } == [nil, "all"])
  }

  @Test("where a flow comes first in the store, a text that is too long for flows is refused")
  func first() throws {
    let result = try index(["--aggregate", "maxflow,rollout", "--maxflow-rows", "all"])
    #expect(result.status == 1 && result.errors.contains("has more than the 64 tokens that --maxflow-rows all is for"), "\(result.errors)")
    #expect(try summary(result)["examples"] as? Int == 2)
    let verified = try IndexTool.run(["verify", store.path, "--model", IndexTool.model])
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }
}
