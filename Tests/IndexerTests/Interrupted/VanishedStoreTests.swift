import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// A store that is deleted, moved or replaced during a run: the run says so, and never reports success.
struct VanishedStoreTests {
  private let directory: TemporaryDirectory
  private let folder: URL
  private let store: URL
  private let elsewhere: URL

  init() throws {
    directory = try TemporaryDirectory()
    folder = directory.url.appendingPathComponent("folder")
    elsewhere = directory.url.appendingPathComponent("elsewhere")
    store = folder.appendingPathComponent("out.globenc")
    for url in [folder, elsewhere] { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false) }
  }

  private func index(_ store: URL, _ options: [String] = []) throws -> IndexTool.Result {
    try IndexTool.run(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + options, input: OpenRun.rows.joined())
  }

  private func files(_ url: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path) }

  /// Runs until fifty examples are stored and more are on the way, and then changes the file.
  private func run(_ happening: () throws -> Void) throws -> IndexTool.Result {
    #expect(try index(store, ["--limit", "50"]).status == 0)
    let run = try OpenRun(store)
    try run.feed(OpenRun.rows.prefix(300))
    try happening()
    try run.feed(OpenRun.rows.dropFirst(300))
    return try run.finish()
  }

  /// The digest of an undisturbed store.
  private func undisturbed() throws -> String {
    let whole = directory.url.appendingPathComponent("whole.globenc")
    #expect(try index(whole).status == 0)
    return try AttributionStore.openForReading(at: whole).digest()
  }

  private static let deleted =
    "was deleted while it was written to, with all that was in it: run the same command again to make it anew\n"

  @Test("deleted: the run says so, and the next run makes the store anew")
  func deletedFile() throws {
    let result = try run { try FileManager.default.removeItem(at: store) }
    #expect(result == IndexTool.Result(status: 2, output: "", errors: "globenc-index: the store \(store.path) \(Self.deleted)"))
    #expect(try files(folder) == [])
    #expect(try index(store).status == 0)
    #expect(try AttributionStore.openForReading(at: store).digest() == undisturbed())
  }

  @Test("deleted with its folder: nothing is created in its place")
  func deletedFolder() throws {
    let result = try run { try FileManager.default.removeItem(at: folder) }
    #expect(result == IndexTool.Result(status: 2, output: "", errors: "globenc-index: the store \(store.path) \(Self.deleted)"))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test("deleted after every row was read: no success either")
  func deletedLate() throws {
    let run = try OpenRun(store)
    try FileManager.default.removeItem(at: store)
    let result = try run.finish()
    #expect(result == IndexTool.Result(status: 2, output: "", errors: "globenc-index: the store \(store.path) \(Self.deleted)"))
    #expect(try files(folder) == [])
  }

  @Test("moved: the file holds all committed examples, is sound, and is continued in its new place")
  func movedFile() throws {
    let moved = elsewhere.appendingPathComponent("moved.globenc")
    let result = try run { try FileManager.default.moveItem(at: store, to: moved) }
    try expectMoved(result, to: moved)
    #expect(try files(folder) == [] && files(elsewhere) == ["moved.globenc"])
  }

  @Test("moved with its folder: likewise")
  func movedFolder() throws {
    let moved = elsewhere.appendingPathComponent("folder")
    let result = try run { try FileManager.default.moveItem(at: folder, to: moved) }
    try expectMoved(result, to: moved.appendingPathComponent("out.globenc"))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    #expect(try files(moved) == ["out.globenc"])
  }

  private func expectMoved(_ result: IndexTool.Result, to moved: URL) throws {
    #expect(result.status == 2 && result.output == "")
    #expect(
      result.errors
        == "globenc-index: the store \(store.path) was moved to \(moved.path) while it was written to, with all that was committed: "
        + "move it back, or name it by its new path, and run the same command again\n")
    let neighbours = try files(moved.deletingLastPathComponent())
    #expect(neighbours == [moved.lastPathComponent])
    // A connection to the store keeps a run from leaving a single file.
    do {
      let reader = try AttributionStore.openForReading(at: moved)
      #expect(try reader.summary().examples >= 50)
      #expect(try reader.verify { Issue.record("\($0)") }.recounted)
    }
    #expect(try index(moved).status == 0)
    #expect(try AttributionStore.openForReading(at: moved).digest() == undisturbed())
  }

  @Test("replaced by another store: that store is not changed")
  func replaced() throws {
    let other = elsewhere.appendingPathComponent("other.globenc")
    #expect(try index(other, ["--limit", "20"]).status == 0)
    let bytes = try Data(contentsOf: other)
    let result = try run {
      #expect(rename(other.path, store.path) == 0)
    }
    #expect(result.status == 2 && result.output == "")
    #expect(
      result.errors
        == "globenc-index: the store \(store.path) was deleted while it was written to, with all that was in it, and another file "
        + "has its name: run the same command again to make it anew under another name\n")
    #expect(try files(folder) == ["out.globenc"])
    #expect(try Data(contentsOf: store) == bytes)
    #expect(try AttributionStore.openForReading(at: store).verify { Issue.record("\($0)") }.examples == 20)
  }

  @Test("replaced by a database that another program is using: its log is not changed")
  func replacedInUse() throws {
    let other = elsewhere.appendingPathComponent("other.db")
    var queue: DatabaseQueue?
    let result = try run {
      for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: store.path + suffix) }
      var configuration = Configuration()
      configuration.journalMode = .wal
      queue = try DatabaseQueue(path: store.path, configuration: configuration)
      try queue?.write { try $0.execute(sql: "CREATE TABLE mine (text TEXT); INSERT INTO mine VALUES ('kept')") }
    }
    #expect(result.status == 2 && result.errors.contains("was deleted while it was written to") && result.errors.contains("another file"))
    #expect(try files(folder).sorted() == ["out.globenc", "out.globenc-shm", "out.globenc-wal"])
    for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: store.path + suffix, toPath: other.path + suffix) }
    #expect(try DatabaseQueue(path: other.path).read { try String.fetchOne($0, sql: "SELECT text FROM mine") } == "kept")
    try queue?.close()
  }

  @Test("a missing folder is named, and not created")
  func missingFolder() throws {
    let lost = directory.url.appendingPathComponent("lost/out.globenc")
    let result = try index(lost)
    let place = lost.deletingLastPathComponent().path
    #expect(
      result
        == IndexTool.Result(
          status: 2, output: "",
          errors: "globenc-index: the store \(lost.path) cannot be created: there is no folder \(place): make it first\n"))
    #expect(!FileManager.default.fileExists(atPath: place))
  }
}
