import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// Other processes lock a store or read it: a run waits for them, and says so where it waited in vain.
struct BusyStoreTests {
  private let busy: BusyStore

  init() throws { busy = try BusyStore() }

  @Test("a run waits for a store that is in use when it begins, and says why", arguments: BusyStore.beginnings)
  func released(sql: String) throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let other = try busy.other()
    try busy.execute(sql, other)
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", busy.store.path, "--quiet"])
    try running.input.write(contentsOf: Data(OpenRun.rows.joined().utf8))
    try running.input.close()
    let waiting = "globenc-index: waiting for another process that has the store '\(busy.store.path)' in use\n"
    while !running.errors.contains("waiting"), running.process.isRunning { usleep(20_000) }
    try busy.execute("COMMIT", other)
    #expect(running.wait() == IndexTool.Result(status: 0, output: "", errors: waiting))
    try other.close()
    try busy.expectWhole()
  }

  @Test("a store in use for too long: one sentence, nothing changed, and the next run continues", arguments: BusyStore.beginnings)
  func locked(sql: String) throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let before = try Data(contentsOf: busy.store)
    let other = try busy.other()
    try busy.execute(sql, other)
    #expect(try busy.index(["--wait", "1"]) == IndexTool.Result(status: 2, output: "", errors: busy.isLocked))
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try Data(contentsOf: busy.store) == before)
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("a lock by a writer in the middle of a run, released: the run continues")
  func releasedInTheMiddle() throws {
    let run = try OpenRun(busy.store, ["--wait", "30"])
    let other = try busy.other()
    try busy.execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows)
    usleep(800_000)
    #expect(run.running.process.isRunning)
    try busy.execute("COMMIT", other)
    try other.close()
    let result = try run.finish()
    #expect(result.status == 1 && result.errors == "")
    try busy.expectWhole()
  }

  @Test("a run that fails ends at once, although its pipe idles and stays open")
  func failedWhileIdle() throws {
    let run = try OpenRun(busy.store, ["--wait", "1"])
    let other = try busy.other()
    try busy.execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows.prefix(50))
    let end = Date(timeIntervalSinceNow: Sanitizer.isPresent ? 120 : 30)
    while run.running.process.isRunning, Date() < end { usleep(50_000) }
    #expect(!run.running.process.isRunning)
    try busy.execute("COMMIT", other)
    try other.close()
    let result = try run.finish()
    #expect(result.status == 2 && result.errors == busy.isLocked, "\(result.errors)")
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("a lock by a writer for longer than a run waits: committed examples stay, and the next run continues")
  func lockedInTheMiddle() throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let run = try OpenRun(busy.store, ["--wait", "1"])
    let other = try busy.other()
    try busy.execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows)
    #expect(try run.finish() == IndexTool.Result(status: 2, output: "", errors: busy.isLocked))
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try AttributionStore.openForReading(at: busy.store).summary().examples == 50)
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("the end of a run waits for a reader of an older state")
  func readerAtTheEnd() throws {
    let run = try OpenRun(busy.store, ["--wait", "30"])
    let other = try busy.other()
    try busy.execute("BEGIN; SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    try run.running.input.close()
    usleep(1_500_000)
    #expect(run.running.process.isRunning)
    try busy.execute("COMMIT", other)
    try other.close()
    let result = try run.finish()
    #expect(result.status == 1 && result.errors == "")
    try busy.expectWhole()
  }

  @Test("a reader that stays leaves the log a part of the store, which is said; the next run folds the log in")
  func readerThatStays() throws {
    let run = try OpenRun(busy.store, ["--wait", "1"])
    let other = try busy.other()
    try busy.execute("BEGIN; SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    let result = try run.finish()
    #expect(
      result
        == IndexTool.Result(
          status: 2, output: "",
          errors:
            "globenc-index: everything was written, but for 1 s another process has been reading the store \(busy.store.path), whose newest "
            + "part is still in \(busy.store.path)-wal: keep the two together, and run the same command again when that process has ended\n"
        ))
    let seen = try other.inDatabase { try Int.fetchOne($0, sql: "SELECT count(*) FROM example") }
    #expect(seen == 0)
    #expect(try busy.query(["info", busy.store.path, "--format", "csv"]).output.contains("\nexamples,\(busy.count)\n"))
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("a program that has the store open and reads nothing leaves an unnecessary log: the file alone is complete")
  func openedElsewhere() throws {
    let run = try OpenRun(busy.store, ["--wait", "1"])
    let other = try busy.other()
    try busy.execute("SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    let result = try run.finish()
    #expect(
      result
        == IndexTool.Result(
          status: 1, output: "",
          errors:
            "globenc-index: warning: another process has the store '\(busy.store.path)' open, so that \(busy.store.path)-wal stays beside it until "
            + "the next run; it is not needed\n"))
    let alone = busy.directory.url.appendingPathComponent("alone")
    try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: false)
    let copy = alone.appendingPathComponent("copy.globenc")
    try FileManager.default.copyItem(at: busy.store, to: copy)
    #expect(try AttributionStore.openForReading(at: copy).verify { Issue.record("\($0)") }.examples == busy.count)
    try FileManager.default.removeItem(at: alone)
    try other.close()
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }
}
