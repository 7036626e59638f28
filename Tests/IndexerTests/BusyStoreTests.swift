import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// Other processes hold locks on a store, or read in it: a run waits for them, and says so where it waited in vain.
struct BusyStoreTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private let count = OpenRun.rows.count

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ options: [String] = []) throws -> IndexTool.Result {
    try IndexTool.run(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + options, input: OpenRun.rows.joined())
  }

  /// Another program: this one, which is another process than the indexer. In autocommit mode until told otherwise.
  private func other() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: store.path, configuration: configuration)
  }

  private func execute(_ sql: String, _ queue: DatabaseQueue) throws { try queue.inDatabase { try $0.execute(sql: sql) } }

  private func expectWhole() throws {
    #expect(try AttributionStore.openForReading(at: store).verify { Issue.record("\($0)") }.examples == count)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["out.globenc"])
    // Bytes 18 and 19 of the header: 1 for a rollback journal, 2 for WAL.
    #expect(try Array(Data(contentsOf: store)[18...19]) == [1, 1])
  }

  private var isLocked: String {
    "globenc-index: the store \(store.path) has been locked by another process for 1 s: what was committed is safe; run the same command "
      + "again when that process has ended\n"
  }

  /// A lock on the file, and a reader, which keeps a run from going over to WAL mode.
  private static let beginnings = ["BEGIN EXCLUSIVE", "BEGIN; SELECT count(*) FROM example"]

  @Test("in use when a run begins: it waits, and tells why", arguments: beginnings)
  func released(sql: String) throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let other = try other()
    try execute(sql, other)
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"])
    try running.input.write(contentsOf: Data(OpenRun.rows.joined().utf8))
    try running.input.close()
    let waiting = "globenc-index: waiting for another process that has the store '\(store.path)' in use\n"
    while !running.errors.contains("waiting"), running.process.isRunning { usleep(20_000) }
    try execute("COMMIT", other)
    #expect(running.wait() == IndexTool.Result(status: 0, output: "", errors: waiting))
    try other.close()
    try expectWhole()
  }

  @Test("in use for longer than it waits: one sentence, nothing changed, and the next run goes on", arguments: beginnings)
  func locked(sql: String) throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let before = try Data(contentsOf: store)
    let other = try other()
    try execute(sql, other)
    #expect(try index(["--wait", "1"]) == IndexTool.Result(status: 2, output: "", errors: isLocked))
    try execute("COMMIT", other)
    try other.close()
    #expect(try Data(contentsOf: store) == before)
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("locked by a writer in the middle of a run, and released: the run goes on")
  func releasedInTheMiddle() throws {
    let run = try OpenRun(store, ["--wait", "30"])
    let other = try other()
    try execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows)
    usleep(800_000)
    #expect(run.running.process.isRunning)
    try execute("COMMIT", other)
    try other.close()
    let result = try run.finish()
    #expect(result.status == 1 && result.errors == "")
    try expectWhole()
  }

  @Test("locked by a writer in the middle of a run for longer than it waits: what was committed stays, and the next run goes on")
  func lockedInTheMiddle() throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let run = try OpenRun(store, ["--wait", "1"])
    let other = try other()
    try execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows)
    #expect(try run.finish() == IndexTool.Result(status: 2, output: "", errors: isLocked))
    try execute("COMMIT", other)
    try other.close()
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 50)
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("a reader that is still at what was before, at the end of a run, is waited for")
  func readerAtTheEnd() throws {
    let run = try OpenRun(store, ["--wait", "30"])
    let other = try other()
    try execute("BEGIN; SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    try run.running.input.close()
    usleep(1_500_000)
    #expect(run.running.process.isRunning)
    try execute("COMMIT", other)
    try other.close()
    let result = try run.finish()
    #expect(result.status == 1 && result.errors == "")
    try expectWhole()
  }

  @Test("a reader that stays there leaves the log a part of the store, which is said; the next run folds it in")
  func readerThatStays() throws {
    let run = try OpenRun(store, ["--wait", "1"])
    let other = try other()
    try execute("BEGIN; SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    let result = try run.finish()
    #expect(
      result
        == IndexTool.Result(
          status: 2, output: "",
          errors:
            "globenc-index: everything was written, but for 1 s another process has been reading the store \(store.path), whose newest "
            + "part is still in \(store.path)-wal: keep the two together, and run the same command again when that process has ended\n"))
    let seen = try other.inDatabase { try Int.fetchOne($0, sql: "SELECT count(*) FROM example") }
    #expect(seen == 0)
    #expect(try query(["info", store.path, "--format", "csv"]).output.contains("\nexamples,\(count)\n"))
    try execute("COMMIT", other)
    try other.close()
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("a program that has the store open, and reads nothing, leaves a log without need: the file alone is whole")
  func openedElsewhere() throws {
    let run = try OpenRun(store, ["--wait", "1"])
    let other = try other()
    try execute("SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    let result = try run.finish()
    #expect(
      result
        == IndexTool.Result(
          status: 1, output: "",
          errors:
            "globenc-index: warning: another process has the store '\(store.path)' open, so that \(store.path)-wal stays beside it until "
            + "the next run; it is not needed\n"))
    let alone = directory.url.appendingPathComponent("alone")
    try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: false)
    let copy = alone.appendingPathComponent("copy.globenc")
    try FileManager.default.copyItem(at: store, to: copy)
    #expect(try AttributionStore.openForReading(at: copy).verify { Issue.record("\($0)") }.examples == count)
    try FileManager.default.removeItem(at: alone)
    try other.close()
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("a signal ends the wait of a run that has not begun, and nothing is changed", arguments: beginnings)
  func stoppedAtTheBeginning(sql: String) throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let before = try Data(contentsOf: store)
    let other = try other()
    try execute(sql, other)
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"])
    try running.input.write(contentsOf: Data(OpenRun.rows.joined().utf8))
    try expectToStop(running, SIGINT, status: 130, isStopped)
    try execute("COMMIT", other)
    try other.close()
    #expect(try Data(contentsOf: store) == before)
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("a signal ends the wait in the middle of a run: what was committed stays, and the next run goes on")
  func stoppedInTheMiddle() throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let run = try OpenRun(store)
    let other = try other()
    try execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows)
    try run.running.input.close()
    try expectToStop(run.running, SIGTERM, status: 143, isStopped)
    try execute("COMMIT", other)
    try other.close()
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 50)
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("a signal ends the wait for a reader at the end of a run: the log stays a part of the store, and the next run folds it in")
  func stoppedAtTheEnd() throws {
    let run = try OpenRun(store)
    let other = try other()
    try execute("BEGIN; SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    try run.running.input.close()
    try expectToStop(
      run.running, SIGINT, status: 130,
      "stopped: what was read is written, but another process is reading the store \(store.path), whose newest part is still in "
        + "\(store.path)-wal: keep the two together, and run the same command again to continue")
    #expect(try query(["info", store.path, "--format", "csv"]).output.contains("\nexamples,\(count)\n"))
    try execute("COMMIT", other)
    try other.close()
    #expect(try index().status == 0)
    try expectWhole()
  }

  @Test("a signal ends the wait of an audit that cannot record what it found: all examples are there")
  func stoppedAfterAnAudit() throws {
    // The audit computes everything a second time, which is when the store can be locked: enough of it that this is never too late.
    let rows = (1...8).flatMap { copy in OpenRun.rows.map { $0.replacing("\"movies-", with: "\"copy-\(copy)-") } }
    let run = try OpenRun(store, ["--audit", "\(rows.count)", "--workers", "1"])
    let other = try other()
    try run.feed(rows)
    try run.running.input.close()
    func isIndexed() throws -> Bool {
      try other.inDatabase { try Bool.fetchOne($0, sql: "SELECT finished_at IS NOT NULL FROM run") } ?? false
    }
    while try !isIndexed(), run.running.process.isRunning { usleep(2_000) }
    try execute("BEGIN IMMEDIATE", other)
    try expectToStop(run.running, SIGINT, status: 130, isStopped)
    try execute("COMMIT", other)
    try other.close()
    #expect(try AttributionStore.openForReading(at: store).verify { Issue.record("\($0)") }.examples == rows.count)
  }

  private var isStopped: String {
    "stopped while another process had the store \(store.path) locked: what was committed is safe; run the same command again to continue"
  }

  /// Sends a signal to a run that is waiting, which would wait for a minute.
  private func expectToStop(_ running: IndexTool.Running, _ signal: Int32, status: Int32, _ sentence: String) throws {
    while !running.errors.contains("waiting for another process"), running.process.isRunning { usleep(20_000) }
    let start = ContinuousClock.now
    kill(running.process.processIdentifier, signal)
    let result = running.wait()
    #expect(ContinuousClock.now - start < .seconds(6))
    #expect(result.status == status)
    #expect(result.errors.contains("globenc-index: \(sentence)\n"), "\(result.errors)")
  }

  @Test("queries are answered at once while a run is in the midst of a transaction, and do not wait for it")
  func queriesMeanwhile() throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let run = try OpenRun(store)
    try run.feed(OpenRun.rows)
    // The writer's transaction stays open as long as rows may follow.
    let log = store.path + "-wal"
    let probe = try other()
    while run.running.process.isRunning {
      let isWriting = (try? probe.inDatabase { try $0.execute(sql: "PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; COMMIT") }) == nil
      if isWriting { break }
      usleep(10_000)
    }
    try probe.close()
    #expect(FileManager.default.fileExists(atPath: log))
    // They would wait in vain: no further row comes before they are done.
    let result = try query(["info", store.path, "--format", "csv"])
    #expect(result.status == 0 && result.output.contains("\nexamples,50\n"), "\(result)")
    #expect(try query(["top", store.path, "--example", "movies-1"]).status == 0)
    #expect(try run.finish().status == 1)
    try expectWhole()
  }

  @Test("a query waits no longer than five seconds, and says why it was not answered")
  func queryOfALockedStore() throws {
    #expect(try index(["--limit", "50"]).status == 0)
    let other = try other()
    try execute("BEGIN EXCLUSIVE", other)
    let start = ContinuousClock.now
    let result = try query(["info", store.path])
    #expect(ContinuousClock.now - start < .seconds(9))
    #expect(
      result
        == IndexTool.Result(
          status: 2, output: "",
          errors: "globenc-query: the store \(store.path) has been locked by another process for 5 s: try again when that has ended\n"))
    try execute("COMMIT", other)
    try other.close()
  }

  private func query(_ arguments: [String]) throws -> IndexTool.Result { try IndexTool.start(arguments, program: "globenc-query").wait() }
}
