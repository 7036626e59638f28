import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Closing any descriptor of a file releases the locks of the process on it, including SQLite's. No run does so with the store that it
/// writes to.
struct LockTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ corpus: String, _ store: URL, _ options: [String] = [], input: String = "") throws -> IndexTool.Result {
    try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store.path, "--quiet"] + options, input: input)
  }

  private func expectRefusal(of second: URL) throws {
    #expect(
      try index("-", second)
        == IndexTool.Result(
          status: 2, output: "",
          errors: "globenc-index: another globenc-index is writing to \(second.path): wait for it to end, or use another store\n"))
  }

  @Test("a run keeps its own lock and SQLite's, whatever it opens and closes, and a second run is refused by any name of the store")
  func locksAreKept() throws {
    #expect(try index("-", store, ["--limit", "50"], input: OpenRun.rows.joined()).status == 0)
    let (link, hardLink) = (directory.url.appendingPathComponent("link"), directory.url.appendingPathComponent("hard"))
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: store)
    let run = try OpenRun(store, ["--replace", "--audit", "20"])
    try FileManager.default.linkItem(at: store, to: hardLink)
    let process = run.running.process.processIdentifier
    for rows in [OpenRun.rows.prefix(300), OpenRun.rows.dropFirst(300)] {
      let locks = try FileLocks(of: process, on: store)
      #expect(locks.flock == 1 && locks.posix > 0, "\(locks)")
      for name in [store, link, hardLink] { try expectRefusal(of: name) }
      for command in ["verify", "repair"] { _ = try IndexTool.run([command, store.path]) }
      try run.feed(rows)
    }
    let locks = try FileLocks(of: process, on: store)
    #expect(locks.flock == 1 && locks.posix > 0, "\(locks)")
    #expect(try run.finish().status == 1)
    #expect(try AttributionStore.openForReading(at: store).verify { Issue.record("\($0)") }.examples == OpenRun.rows.count)
  }

  @Test("a store that is given as its own corpus, by any name, is refused at once and not changed")
  func corpusIsTheStore() throws {
    #expect(try index("-", store, ["--limit", "50"], input: OpenRun.rows.joined()).status == 0)
    let (link, hardLink) = (directory.url.appendingPathComponent("link"), directory.url.appendingPathComponent("hard"))
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: store)
    try FileManager.default.linkItem(at: store, to: hardLink)
    let before = try Data(contentsOf: store)
    for corpus in [store, link, hardLink] {
      for format in ["jsonl", "csv", "txt"] {
        #expect(
          try index(corpus.path, store, ["--format", format])
            == IndexTool.Result(
              status: 2, output: "",
              errors: "globenc-index: the corpus and the store are the same file, \(store.path): name another store\n"))
      }
    }
    let running = try IndexTool.start(
      ["-", "--model", IndexTool.model, "--store", store.path, "--quiet"], input: FileHandle(forReadingFrom: store))
    #expect(running.wait().errors.contains("are the same file"))
    #expect(try Data(contentsOf: store) == before)
  }
}
