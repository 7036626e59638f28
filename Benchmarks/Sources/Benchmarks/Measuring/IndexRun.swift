import Engine
import Foundation

/// A run of `globenc-index` over a corpus, into a temporary store.
struct IndexRun {
  /// The members of the output of `--json` that are used here.
  struct Summary: Decodable {
    var tokens: Int
    var seconds: Double
    var tokensPerSecond: Double
    var failed: Int
  }

  let summary: Summary
  let process: ChildProcess

  init(_ setting: Setting, corpus: URL, model: URL, precision: Precision, workers: Int, options: [String] = []) throws {
    let store = setting.data.appending(path: "index-\(ProcessInfo.processInfo.processIdentifier).globenc")
    defer { for suffix in ["", "-wal", "-shm", "-lock"] { try? FileManager.default.removeItem(atPath: store.path + suffix) } }
    process = try ChildProcess(
      setting.tool("globenc-index"),
      [
        corpus.path, "--model", model.path, "--store", store.path, "--precision", precision.rawValue, "--workers", "\(workers)", "--json",
        "--quiet",
      ] + options)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    summary = try decoder.decode(Summary.self, from: process.standardOutput)
    guard summary.failed == 0 else { throw BenchmarkError("globenc-index failed on \(summary.failed) rows of \(corpus.path)") }
  }
}
