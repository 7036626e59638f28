import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// A run is continued by the same command, whatever ended it, and whenever.
struct CrashTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private let corpus: URL
  private let count = 1200

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
    let text = try String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    corpus = try directory.write(
      (0..<count).map { number in
        lines[number % lines.count].replacingOccurrences(of: "\"movies-", with: "\"\(number / lines.count)-")
      }.joined(separator: "\n"), to: "c.jsonl")
  }

  private func arguments(_ store: URL) -> [String] {
    [corpus.path, "--model", IndexTool.model, "--store", store.path, "--workers", "2", "--layers", "all", "--quiet"]
  }

  /// The digest of an undisturbed run, and its duration.
  private func undisturbed() throws -> (digest: String, seconds: Double) {
    let whole = directory.url.appendingPathComponent("whole.globenc")
    let start = Date()
    #expect(try IndexTool.run(arguments(whole)) == IndexTool.Result(status: 0, output: "", errors: ""))
    let seconds = Date().timeIntervalSince(start)
    let store = try AttributionStore.openForReading(at: whole)
    #expect(try store.summary().examples == count)
    return (try store.digest(), seconds)
  }

  /// Runs the same command until it ends by itself, with a signal at each of these parts of an undisturbed run's duration.
  private func disturb(_ moments: [Double], seconds: Double, signal: Int32, check: (IndexTool.Result) -> Void) throws {
    for moment in moments {
      let running = try IndexTool.start(arguments(store))
      usleep(UInt32(moment * seconds * 1_000_000))
      kill(running.process.processIdentifier, signal)
      check(running.wait())
      if FileManager.default.fileExists(atPath: store.path) {
        // The store, if it was created before the signal, can be read and consists of whole transactions.
        if let reader = try? AttributionStore.openForReading(at: store) {
          let examples = try reader.summary().examples
          #expect(try reader.count(ExampleFilter(length: 0...10_000)) == examples)
        }
      }
    }
    #expect(try IndexTool.run(arguments(store)) == IndexTool.Result(status: 0, output: "", errors: ""))
  }

  private func expectWhole(_ digest: String) throws {
    #expect(try AttributionStore.openForReading(at: store).digest() == digest)
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.url.path).filter { $0.hasPrefix("out.") }
    #expect(files == ["out.globenc"])
  }

  @Test func killedAtAnyMomentARunIsContinuedToTheSameContent() throws {
    let (digest, seconds) = try undisturbed()
    try disturb([0.02, 0.3, 0.6, 0.1, 0.8, 0.95], seconds: seconds, signal: SIGKILL) { _ in }
    try expectWhole(digest)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func stoppedAtAnyMomentARunIsContinuedToTheSameContent(signal: Int32, status: Int32) throws {
    let (digest, seconds) = try undisturbed()
    try disturb([0.3, 0.5], seconds: seconds, signal: signal) { result in
      #expect([0, status].contains(result.status))
    }
    try expectWhole(digest)
  }

  @Test func aSecondSignalEndsTheRunAtOnceAndTheNextOneContinues() throws {
    let (digest, _) = try undisturbed()
    // Standard input stays open, so that the first signal alone makes the run commit the rows that it has read.
    let lines = try String(contentsOf: corpus, encoding: .utf8).split(separator: "\n")
    let running = try IndexTool.start(["-"] + arguments(store).dropFirst())
    try running.input.write(contentsOf: Data((lines.prefix(600).joined(separator: "\n") + "\n").utf8))
    usleep(500_000)
    kill(running.process.processIdentifier, SIGINT)
    kill(running.process.processIdentifier, SIGTERM)
    let start = Date()
    #expect([130, 143].contains(running.wait().status))
    #expect(Date().timeIntervalSince(start) < 5)
    #expect(try IndexTool.run(arguments(store)).status == 0)
    try expectWhole(digest)
  }
}
