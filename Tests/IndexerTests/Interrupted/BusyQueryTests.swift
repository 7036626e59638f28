import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// Queries of a store that a run or another program is using.
struct BusyQueryTests {
  private let busy: BusyStore

  init() throws { busy = try BusyStore() }

  @Test("queries are answered at once during a run's transaction, and do not wait for it")
  func queriesMeanwhile() throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let run = try OpenRun(busy.store)
    try run.feed(OpenRun.rows)
    // The writer's transaction stays open as long as rows may follow.
    let log = busy.store.path + "-wal"
    let probe = try busy.other()
    while run.running.process.isRunning {
      let isWriting = (try? probe.inDatabase { try $0.execute(sql: "PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; COMMIT") }) == nil
      if isWriting { break }
      usleep(10_000)
    }
    try probe.close()
    #expect(FileManager.default.fileExists(atPath: log))
    // Waiting would be in vain: no further row arrives before the query has ended.
    let result = try busy.query(["info", busy.store.path, "--format", "csv"])
    #expect(result.status == 0 && result.output.contains("\nexamples,50\n"), "\(result)")
    #expect(try busy.query(["top", busy.store.path, "--example", "movies-1"]).status == 0)
    #expect(try run.finish().status == 1)
    try busy.expectWhole()
  }

  @Test("a query waits at most five seconds, and says why it failed")
  func queryOfALockedStore() throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let other = try busy.other()
    try busy.execute("BEGIN EXCLUSIVE", other)
    let start = ContinuousClock.now
    let result = try busy.query(["info", busy.store.path])
    #expect(ContinuousClock.now - start < .seconds(9))
    #expect(
      result
        == IndexTool.Result(
          status: 2, output: "",
          errors: "globenc-query: the store \(busy.store.path) has been locked by another process for 5 s: try again when that has ended\n")
    )
    try busy.execute("COMMIT", other)
    try other.close()
  }
}
