import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// A signal ends the wait for another process.
struct StoppedWaitTests {
  private let busy: BusyStore

  init() throws { busy = try BusyStore() }

  @Test("a signal ends the wait of a run that has not begun, and nothing is changed", arguments: BusyStore.beginnings)
  func stoppedAtTheBeginning(sql: String) throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let before = try Data(contentsOf: busy.store)
    let other = try busy.other()
    try busy.execute(sql, other)
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", busy.store.path, "--quiet"])
    try running.input.write(contentsOf: Data(OpenRun.rows.joined().utf8))
    try expectToStop(running, SIGINT, status: 130, busy.isStopped)
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try Data(contentsOf: busy.store) == before)
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("a signal ends the wait in the middle of a run: committed examples stay, and the next run continues")
  func stoppedInTheMiddle() throws {
    #expect(try busy.index(["--limit", "50"]).status == 0)
    let run = try OpenRun(busy.store)
    let other = try busy.other()
    try busy.execute("BEGIN IMMEDIATE", other)
    try run.feed(OpenRun.rows)
    try run.running.input.close()
    try expectToStop(run.running, SIGTERM, status: 143, busy.isStopped)
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try AttributionStore.openForReading(at: busy.store).summary().examples == 50)
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("a signal ends the wait for a reader at the end of a run: the log remains a part of the store, and the next run folds it in")
  func stoppedAtTheEnd() throws {
    let run = try OpenRun(busy.store)
    let other = try busy.other()
    try busy.execute("BEGIN; SELECT count(*) FROM example", other)
    try run.feed(OpenRun.rows)
    try run.running.input.close()
    try expectToStop(
      run.running, SIGINT, status: 130,
      "stopped: what was read is written, but another process is reading the store \(busy.store.path), whose newest part is still in "
        + "\(busy.store.path)-wal: keep the two together, and run the same command again to continue")
    #expect(try busy.query(["info", busy.store.path, "--format", "csv"]).output.contains("\nexamples,\(busy.count)\n"))
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try busy.index().status == 0)
    try busy.expectWhole()
  }

  @Test("a signal ends the wait of an audit that cannot record its result: all examples are stored")
  func stoppedAfterAnAudit() throws {
    // The audit computes everything a second time, during which the store can be locked; there are so many rows that this is never too
    // late.
    let rows = (1...8).flatMap { copy in OpenRun.rows.map { $0.replacing("\"movies-", with: "\"copy-\(copy)-") } }
    let run = try OpenRun(busy.store, ["--audit", "\(rows.count)", "--workers", "1"])
    let other = try busy.other()
    try run.feed(rows)
    try run.running.input.close()
    func isIndexed() throws -> Bool {
      try other.inDatabase { try Bool.fetchOne($0, sql: "SELECT finished_at IS NOT NULL FROM run") } ?? false
    }
    while try !isIndexed(), run.running.process.isRunning { usleep(2_000) }
    try busy.execute("BEGIN IMMEDIATE", other)
    try expectToStop(run.running, SIGINT, status: 130, busy.isStopped)
    try busy.execute("COMMIT", other)
    try other.close()
    #expect(try AttributionStore.openForReading(at: busy.store).verify { Issue.record("\($0)") }.examples == rows.count)
  }

  /// Sends a signal to a waiting run, which would otherwise wait for a minute.
  private func expectToStop(_ running: IndexTool.Running, _ signal: Int32, status: Int32, _ sentence: String) throws {
    while !running.errors.contains("waiting for another process"), running.process.isRunning { usleep(20_000) }
    let start = ContinuousClock.now
    kill(running.process.processIdentifier, signal)
    let result = running.wait()
    #expect(ContinuousClock.now - start < .seconds(6))
    #expect(result.status == status)
    #expect(result.errors.contains("globenc-index: \(sentence)\n"), "\(result.errors)")
  }
}
