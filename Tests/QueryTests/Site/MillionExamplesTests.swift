import Foundation
import Support
import TestSupport
import Testing

/// The pages of a store of a million examples are there within a second, measured in a browser.
///
/// The store is made first, a quarter of an hour with an optimized program on two cores, unless `GLOBENC_MILLION` names one.
@Suite(
  .enabled(if: Chromium.isPresent, "there is no Chromium, or no python3 to drive it; scripts/test.sh --browser installs both"),
  .enabled(
    if: ProcessInfo.processInfo.environment["GLOBENC_LONG"] == "1" && isOptimized,
    "it takes long; scripts/test.sh --long --release --browser runs it"))
struct MillionExamplesTests {
  @Test(
    "first rows come within a second, words of a label in 50 ms and first hits of a text in 100 ms, three times as late on a slow machine")
  func times() throws {
    let folder = try TemporaryDirectory()
    let store = try ProcessInfo.processInfo.environment["GLOBENC_MILLION"] ?? Self.makeStore(in: folder)
    let server = try RunningServer([store], in: folder.url)
    defer { withExtendedLifetime(server) {} }
    for line in try Chromium.lines(of: server.address, script: "times.py") {
      print(line)
      if !line.hasPrefix("ok ") { Issue.record("\(line)") }
    }
  }

  /// Indexes texts that join a part of one review of the sample with a part of another; each has the first one's label.
  /// - Returns: The path of the store.
  private static func makeStore(in folder: TemporaryDirectory) throws -> String {
    let corpus = folder.url.appendingPathComponent("million.jsonl")
    let store = folder.url.appendingPathComponent("million.globenc").path
    let lines = try String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8).split(separator: "\n")
    let reviews = try lines.map { line -> (words: [Substring], label: String) in
      let review = try JSONValue(parsing: Array(line.utf8))
      return (
        try #require(review["text"]?.string).split(separator: " "), try #require(review["label"]?.string)
      )
    }.map { (words: $0.words.map(String.init), label: $0.label) }
    var numbers = SeededNumbers(seed: 7)
    func part(of words: [String]) -> String {
      let count = min(words.count, 12)
      let start = Int(numbers.next() % UInt64(words.count - count + 1))
      return words[start..<start + count].joined(separator: " ")
    }
    try #require(FileManager.default.createFile(atPath: corpus.path, contents: nil))
    let file = try FileHandle(forWritingTo: corpus)
    var pending = Data()
    for number in 0..<1_000_000 {
      let first = reviews[Int(numbers.next() % UInt64(reviews.count))]
      let second = reviews[Int(numbers.next() % UInt64(reviews.count))]
      let row = JSONOutput.object([
        (key: "id", value: .text("m-\(number)")), (key: "text", value: .text(part(of: first.words) + " " + part(of: second.words))),
        (key: "label", value: .text(first.label)), (key: "score", value: .integer(Int(numbers.next() % 40_000))),
      ])
      pending.append(contentsOf: (row.text + "\n").utf8)
      if pending.count > 1_000_000 {
        try file.write(contentsOf: pending)
        pending.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: pending)
    try file.close()
    let model = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment").path
    try RunningServer.run([corpus.path, "--model", model, "--store", store, "--keep", "score", "--quiet"])
    return store
  }
}

/// Whether the programs of this build are optimized ones.
private var isOptimized: Bool {
  #if DEBUG
    false
  #else
    true
  #endif
}
