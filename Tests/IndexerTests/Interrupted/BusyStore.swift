import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// A store, and connections with which other processes lock it or read it.
struct BusyStore {
  let directory: TemporaryDirectory
  let store: URL
  let count = OpenRun.rows.count

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  func index(_ options: [String] = []) throws -> IndexTool.Result {
    try IndexTool.run(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + options, input: OpenRun.rows.joined())
  }

  func query(_ arguments: [String]) throws -> IndexTool.Result { try IndexTool.start(arguments, program: "globenc-query").wait() }

  /// A connection of this test process, which is another process than the indexer. It is in autocommit mode at first.
  func other() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: store.path, configuration: configuration)
  }

  func execute(_ sql: String, _ queue: DatabaseQueue) throws { try queue.inDatabase { try $0.execute(sql: sql) } }

  func expectWhole() throws {
    #expect(try AttributionStore.openForReading(at: store).verify { Issue.record("\($0)") }.examples == count)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["out.globenc"])
    // Bytes 18 and 19 of the header: 1 for a rollback journal, 2 for WAL.
    #expect(try Array(Data(contentsOf: store)[18...19]) == [1, 1])
  }

  var isLocked: String {
    "globenc-index: the store \(store.path) has been locked by another process for 1 s: what was committed is safe; run the same command "
      + "again when that process has ended\n"
  }

  var isStopped: String {
    "stopped while another process had the store \(store.path) locked: what was committed is safe; run the same command again to continue"
  }

  /// Statements that begin a lock on the file, and a reader that keeps a run from entering WAL mode.
  static let beginnings = ["BEGIN EXCLUSIVE", "BEGIN; SELECT count(*) FROM example"]
}
