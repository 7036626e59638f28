import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `--memory` decides which texts `decompx` leaves out.
struct MemoryOptionTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let methods = ["--methods", "n-enc,decompx,decompx-linear", "--workers", "1"]

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ options: [String], rows: Int = 20, at url: URL? = nil) throws -> IndexTool.Result {
    try IndexTool.run(
      ["-", "--model", IndexTool.model, "--store", (url ?? store).path, "--quiet", "--json"] + options,
      input: OpenRun.rows.prefix(rows).joined())
  }

  private func summary(_ result: IndexTool.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
  }

  private func opened(_ url: URL? = nil) throws -> AttributionStore {
    let store = try AttributionStore.openForReading(at: url ?? store)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    return store
  }

  /// The memory that the median text of the corpus needs, as an argument, and the number of texts that need more.
  private func limit() throws -> (argument: String, left: Int) {
    let model = try AttributionModel(directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"), methods: [])
    let plain = directory.url.appendingPathComponent("plain.globenc")
    #expect(try index([], at: plain).status == 0)
    var needed: [Int] = []
    try AttributionStore.openForReading(at: plain).forEachExample { needed.append(model.decompXBytes(tokens: $0.tokens.count)) }
    let median = needed.sorted()[needed.count / 2]
    return (String(median), needed.count { $0 > median })
  }

  @Test("a longer text has no scores by decompx, and is counted; a later run computes it where there is more memory, and only there")
  func omitted() throws {
    let (limit, left) = try limit()
    try #require(left > 0)
    let first = try index(Self.methods + ["--memory", limit])
    #expect(first.status == 0 && first.errors.contains("no scores by decompx") && first.errors.contains("--memory"), "\(first.errors)")
    #expect(try summary(first)["without_decompx"] as? Int == left)
    var without = 0
    let store = try opened()
    try store.forEachExample { example in
      let names = try store.results(exampleID: example.id).map(\.method.name)
      without += names.contains("decompx") ? 0 : 1
      #expect(names.count == (names.contains("decompx") ? 5 : 3))
    }
    #expect(without == left)
    #expect(try summary(try index(["--workers", "1", "--memory", limit]))["skipped"] as? Int == 20)
    let more = try summary(try index(["--workers", "1", "--memory", "1G"]))
    #expect(more["examples"] as? Int == left && more["skipped"] as? Int == 20 - left && more["without_decompx"] == nil)
    let fresh = directory.url.appendingPathComponent("fresh.globenc")
    #expect(try index(Self.methods, at: fresh).status == 0)
    #expect(try opened().digest() == opened(fresh).digest())
  }

  @Test("where decompx is the store's first method, a longer text is refused by name")
  func first() throws {
    let (limit, left) = try limit()
    let result = try index(["--methods", "decompx", "--workers", "1", "--memory", limit])
    #expect(
      result.status == 1 && result.errors.contains("needs more memory by decompx, the store's first method, than --memory"),
      "\(result.errors)")
    let counts = try summary(result)
    #expect(counts["examples"] as? Int == 20 - left && counts["failed"] as? Int == left)
    _ = try opened()
  }

  @Test("a text that is cut into windows has scores by decompx of all its windows, or none", arguments: [true, false])
  func windows(isLimited: Bool) throws {
    let model = try AttributionModel(directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"), methods: [])
    let memory = model.decompXBytes(tokens: isLimited ? 11 : 12)
    let options = ["--stride", "4", "--max-length", "12", "--memory", String(memory)]
    let result = try index(Self.methods + options)
    #expect(result.status == 0)
    let store = try opened()
    var cut = 0
    try store.forEachExample { example in
      guard example.windows > 1 else { return }
      cut += 1
      let names = try store.results(exampleID: example.id).map(\.method.name)
      #expect(names.contains("decompx") == !isLimited)
    }
    let omitted = try summary(result)["without_decompx"] as? Int ?? 0
    #expect(cut > 5 && omitted >= (isLimited ? cut : 0))
    #expect(try summary(try index(Self.methods + options))["skipped"] as? Int == 20)
  }

  @Test("a dry run says the time and the memory of decompx")
  func dryRun() throws {
    let (limit, left) = try limit()
    let estimate = try summary(try index(Self.methods + ["--dry-run", "--memory", limit]))
    #expect(estimate["without_decompx"] as? Int == left)
    #expect((estimate["decompx_time_factor"] as? Double ?? 0) > 1 && String(estimate["decompx_bytes"] as? Int ?? 0) == limit)
    let plain = try summary(try index(["--dry-run", "--methods", "n-enc"], at: directory.url.appendingPathComponent("none.globenc")))
    #expect(plain["decompx_bytes"] == nil)
  }
}
