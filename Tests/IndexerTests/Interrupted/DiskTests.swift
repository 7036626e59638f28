import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Full disks, folders without write permission, files in use: one sentence, nothing lost, and the next run continues.
struct DiskTests {
  private let directory: TemporaryDirectory
  private let corpus: URL
  private let count = 600

  init() throws {
    directory = try TemporaryDirectory()
    corpus = Fixtures.samples.appendingPathComponent("movies.jsonl")
  }

  private func index(_ store: URL, _ arguments: [String] = []) throws -> IndexTool.Result {
    try IndexTool.run([corpus.path, "--model", IndexTool.model, "--store", store.path, "--quiet"] + arguments)
  }

  private static let canMount = Filesystem.canMount

  @Test(.enabled(if: canMount, "a small file system of one's own can only be mounted by root, where that is allowed"))
  func aFullDiskKeepsWhatWasCommittedAndTheNextRunContinues() throws {
    let folder = directory.url.appendingPathComponent("small")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let disk = try Filesystem(at: folder, size: "1500k")
    defer { disk.unmount() }
    let store = folder.appendingPathComponent("out.globenc")
    let result = try index(store, ["--layers", "all"])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(
      result.errors.contains("the disk is full: what was written to the store \(store.path) before is safe; make room"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
    try disk.grow(to: "64m")
    #expect(try index(store, ["--layers", "all"]) == IndexTool.Result(status: 0, output: "", errors: ""))
    let whole = directory.url.appendingPathComponent("whole.globenc")
    #expect(try index(whole, ["--layers", "all"]).status == 0)
    #expect(
      try AttributionStore.openForReading(at: store).digest() == AttributionStore.openForReading(at: whole).digest())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.globenc"])
  }

  @Test(.enabled(if: canMount, "a read-only file system can only be mounted by root, where that is allowed"))
  func aReadOnlyFolderIsReportedAndItsStoreCanBeQueried() throws {
    let folder = directory.url.appendingPathComponent("fixed")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let disk = try Filesystem(at: folder, size: "16m")
    defer { disk.unmount() }
    let store = folder.appendingPathComponent("out.globenc")
    #expect(try index(store, ["--limit", "50"]).status == 0)
    try disk.remount("ro")
    let result = try index(store)
    #expect(result.status == 2)
    #expect(result.errors == "globenc-index: cannot write to the store \(store.path): Read-only file system\n")
    let new = try index(folder.appendingPathComponent("new.globenc"))
    #expect(new.status == 2)
    #expect(new.errors.hasSuffix("/fixed/new.globenc: Read-only file system\n"))
    let reader = try AttributionStore.openForReading(at: store)
    #expect(try reader.summary().examples == 50)
    #expect(try reader.matrix(exampleID: "movies-1", layer: .final) != nil)
  }

  @Test func aFinishedStoreIsOneFileThatServesAloneFromAReadOnlyFolder() throws {
    let store = directory.url.appendingPathComponent("out.globenc")
    #expect(try index(store, ["--limit", "50"]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["out.globenc"])
    // Bytes 18 and 19 of the header: 1 for a rollback journal, 2 for WAL.
    #expect(try Array(Data(contentsOf: store)[18...19]) == [1, 1])
    let folder = directory.url.appendingPathComponent("read-only")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let copy = folder.appendingPathComponent("copy.globenc")
    try FileManager.default.copyItem(at: store, to: copy)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: copy.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
    let reader = try AttributionStore.openForReading(at: copy)
    #expect(try reader.digest() == AttributionStore.openForReading(at: store).digest())
    #expect(try reader.matrix(exampleID: "movies-1", layer: .final) != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["copy.globenc"])
  }

  @Test func aSecondIndexerIsRefusedAtOnceAndReadersReadOn() throws {
    let store = directory.url.appendingPathComponent("out.globenc")
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"])
    try running.input.write(contentsOf: Data("nonsense\n".utf8))
    while !running.errors.contains("row 1"), running.process.isRunning { usleep(20_000) }
    // Opening the store to look at it must not release anybody's locks when it is closed.
    _ = try AttributionStore.openForReading(at: store).summary()
    let second = try index(store)
    #expect(second.status == 2)
    #expect(
      second.errors
        == "globenc-index: another globenc-index is writing to \(store.path): wait for it to end, or use another store\n")
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 0)
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    #expect(try index(store).status == 0)
    #expect(try AttributionStore.openForReading(at: store).summary().examples == count)
  }
}
