import Foundation
import TestSupport

/// A run of the program whose corpus has not ended: the store is open, and more rows may follow.
struct OpenRun {
  /// The sample reviews, one row each.
  static let rows: [String] = {
    let text = try? String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map { $0 + "\n" }
  }()

  let running: IndexTool.Running

  /// Starts a run; on return the store is open and the run has begun.
  init(_ store: URL, _ options: [String] = []) throws {
    running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + options)
    // The message about the bad row shows that the corpus is being read.
    try running.input.write(contentsOf: Data("nonsense\n".utf8))
    while !running.errors.contains("row 1"), running.process.isRunning { usleep(10_000) }
  }

  /// Sends rows.
  func feed(_ rows: some Sequence<String>) throws {
    try running.input.write(contentsOf: Data(rows.joined().utf8))
  }

  /// Ends the corpus and waits for the end of the run.
  /// - Returns: The result, without the message about the bad row.
  func finish() throws -> IndexTool.Result {
    try? running.input.close()
    var result = running.wait()
    result.errors = result.errors.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
    return result
  }
}
