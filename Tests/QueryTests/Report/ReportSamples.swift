import Foundation
import TestSupport
import Testing

/// Stores of the reviews in `samples/`.
enum ReportSamples {
  /// Indexes the reviews; `arguments` are further arguments of the program.
  static func index(to store: URL, limit: Int? = nil, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = QueryProgram.url.deletingLastPathComponent().appendingPathComponent("globenc-index")
    process.arguments =
      [
        Fixtures.samples.appendingPathComponent("movies.jsonl").path, "--model",
        Fixtures.samples.appendingPathComponent("bert-tiny-sentiment").path,
        "--store", store.path, "--quiet",
      ] + arguments + (limit.map { ["--limit", String($0)] } ?? [])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
