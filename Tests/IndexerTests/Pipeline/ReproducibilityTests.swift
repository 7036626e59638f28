import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

struct ReproducibilityTests {
  private let directory: TemporaryDirectory
  /// Lines of the sample corpus, each with an id.
  private let lines: [String]

  init() throws {
    directory = try TemporaryDirectory()
    let corpus = try String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8)
    lines = corpus.split(separator: "\n").prefix(120).map(String.init)
  }

  @Test func theNumberOfWorkersChangesNothing() throws {
    let one = try index(lines, "one", workers: 1)
    let three = try index(lines, "three", workers: 3)
    #expect(one.ids.count == 120)
    #expect(one == three)
  }

  @Test func theOrderOfTheCorpusChangesNothingButTheRowNumbers() throws {
    let first = try index(lines, "first", workers: 2)
    let shuffled = try index(Array(lines.indices.map { lines[$0 * 77 % lines.count] }), "shuffled", workers: 2)
    #expect(first.finals == shuffled.finals)
    #expect(first.layers == shuffled.layers)
    #expect(Set(first.examples.keys) == Set(shuffled.examples.keys))
    for (id, example) in first.examples {
      #expect(example.tokens == shuffled.examples[id]?.tokens)
      #expect(example.logits == shuffled.examples[id]?.logits)
    }
    #expect(try totals("first") == totals("shuffled"))
  }

  @Test func aStoreFilledInTwoRunsIsTheSameAsInOne() throws {
    let whole = try index(lines, "whole", workers: 2)
    _ = try index(Array(lines.prefix(50)), "parts", workers: 1)
    #expect(try index(lines, "parts", workers: 3) == whole)
    #expect(try totals("parts") == totals("whole"))
  }

  private func index(_ lines: [String], _ name: String, workers: Int) throws -> StoreContent {
    let corpus = try directory.write(lines.joined(separator: "\n"), to: "c.jsonl")
    let store = directory.url.appendingPathComponent(name)
    let result = try IndexTool.run(
      [
        corpus.path, "--model", IndexTool.model, "--store", store.path, "--workers", "\(workers)", "--layers", "all", "--quiet",
      ])
    #expect(result == IndexTool.Result(status: 0, output: "", errors: ""))
    return try StoreContent(store)
  }

  private func totals(_ name: String) throws -> TokenTotals? {
    try AttributionStore.openForReading(at: directory.url.appendingPathComponent(name))
      .tokenTotals(label: "positive", predicted: nil, units: .pieces, includeSpecial: true)
  }
}
