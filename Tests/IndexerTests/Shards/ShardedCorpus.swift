import Foundation
import Store
import TestSupport
import Testing

/// A corpus that is indexed in shards, and in one run.
struct ShardedCorpus {
  let directory: TemporaryDirectory
  let corpus: URL
  let model: String

  /// Writes the corpus. By default it has `count` rows of the sample corpus, some with labels that are no classes of the model.
  init(count: Int = 90, _ text: String? = nil, named name: String = "c.jsonl", model: String = IndexTool.model) throws {
    directory = try TemporaryDirectory()
    self.model = model
    let lines = try String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8)
      .split(separator: "\n").prefix(count).enumerated().map { number, line in
        number % 11 == 5 ? String(line).replacing("\"label\": \"positive\"", with: "\"label\": \"other \(number % 3)\"") : String(line)
      }
    corpus = try directory.write(text ?? lines.joined(separator: "\n"), to: name)
  }

  func url(_ name: String) -> URL { directory.url.appendingPathComponent(name) }

  func run(_ options: [String], store: String, corpus: URL? = nil) throws -> IndexTool.Result {
    try IndexTool.run([(corpus ?? self.corpus).path, "--model", model, "--store", url(store).path, "--quiet"] + options)
  }

  /// Indexes all shards, each to a store `0.shard`, `1.shard`, ...
  /// - Returns: The results of the runs.
  @discardableResult
  func shards(_ count: Int, _ options: [String] = [], expecting status: Int32? = 0, corpus: URL? = nil) throws -> [IndexTool.Result] {
    try (0..<count).map { number in
      let result = try run(["--shard", "\(number)/\(count)"] + options, store: "\(number).shard", corpus: corpus)
      if let status { #expect(result.status == status, "\(result.errors)") }
      return result
    }
  }

  func merge(_ count: Int, into output: String = "merged", _ options: [String] = []) throws -> IndexTool.Result {
    try IndexTool.run(["merge"] + (0..<count).map { url("\($0).shard").path } + ["-o", url(output).path] + options)
  }

  func digest(_ name: String) throws -> String { try AttributionStore.openForReading(at: url(name)).digest() }

  /// Merges the shards, and compares the store with that of one run.
  func expectWhole(_ count: Int, _ options: [String] = [], status: Int32 = 0) throws {
    let merged = try merge(count)
    #expect(merged.status == 0 && merged.output == "", "\(merged.errors)")
    #expect(try run(options, store: "whole").status == status)
    #expect(try digest("merged") == digest("whole"))
    let store = try AttributionStore.openForReading(at: url("merged"))
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    #expect(try store.summary().labels == AttributionStore.openForReading(at: url("whole")).summary().labels)
  }
}
