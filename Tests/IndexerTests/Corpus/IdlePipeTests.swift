import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Rows that arrived through a pipe are in the store within seconds, whether or not more arrive.
struct IdlePipeTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test func rowsBeforeAPauseOutliveAKill() throws {
    let run = try OpenRun(store)
    try run.feed(OpenRun.rows.prefix(40))
    try expect(40, within: 5)
    // Rows after a pause are committed, too.
    try run.feed(OpenRun.rows[40..<41])
    try expect(41, within: 5)
    kill(run.running.process.processIdentifier, SIGKILL)
    _ = run.running.wait()
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 41)
  }

  @Test func rowsOfATrickleDoNotWaitForEachOther() throws {
    let run = try OpenRun(store)
    for row in OpenRun.rows.prefix(30) {
      try run.feed([row])
      usleep(150_000)
    }
    // The last rows arrived within these seconds; the rows before them are in the store.
    #expect(try AttributionStore.openForReading(at: store).summary().examples >= 5)
    #expect(try run.finish().errors == "")
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 30)
  }

  /// Waits until the store has so many examples, for so many seconds at most (ten times as many with a sanitizer or other work on the
  /// machine).
  private func expect(_ count: Int, within seconds: Double) throws {
    let end = Date(timeIntervalSinceNow: Sanitizer.isPresent ? seconds * 10 : seconds)
    var examples = 0
    while examples < count, Date() < end {
      usleep(50_000)
      examples = (try? AttributionStore.openForReading(at: store).summary().examples) ?? 0
    }
    #expect(examples == count)
  }
}
