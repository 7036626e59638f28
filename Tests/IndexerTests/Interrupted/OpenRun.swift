import Foundation
import TestSupport

/// A run of the program whose corpus has not come to its end: the store is open, and more rows may follow.
struct OpenRun {
  /// The sample reviews, a row each.
  static let rows: [String] = {
    let text = try? String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map { $0 + "\n" }
  }()

  let running: IndexTool.Running

  /// Starts one; on return the store is open and the run has begun.
  init(_ store: URL, _ options: [String] = []) throws {
    running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + options)
    // The bad row tells that the corpus is being read.
    try running.input.write(contentsOf: Data("nonsense\n".utf8))
    while !running.errors.contains("row 1"), running.process.isRunning { usleep(10_000) }
  }

  /// Gives it rows.
  func feed(_ rows: some Sequence<String>) throws {
    try running.input.write(contentsOf: Data(rows.joined().utf8))
  }

  /// Ends its corpus and waits for its end.
  /// - Returns: What it left behind, its errors without the one about the bad row.
  func finish() throws -> IndexTool.Result {
    try? running.input.close()
    var result = running.wait()
    result.errors = result.errors.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
    return result
  }
}
