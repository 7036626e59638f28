import Foundation
import Support
import TestSupport
import Testing

@testable import Store

/// Closing any descriptor of a file releases all of SQLite's locks on it in the process: none of our code does so while a store is written
/// to.
struct ProcessLocksTests {
  let directory: TemporaryDirectory
  let url: URL
  let settings = StoreSamples.settings()

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write((1...20).map { StoreSamples.record(row: $0) }, to: url)
  }

  private func locks() throws -> FileLocks { try FileLocks(of: getpid(), on: url) }

  /// Whether another process could become the writer.
  private func isFree() -> Bool {
    let descriptor = open(url.path, O_RDWR)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  @Test("operations on a store in the process that writes to it keep all of its locks")
  func kept() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write([PackedExample(StoreSamples.record(row: 21))], run: run)
    let before = try locks()
    #expect(before.flock == 1 && before.posix > 0)
    let events: [(name: String, happen: () throws -> Void)] = [
      ("a summary", { _ = try store.summary() }), ("a digest", { _ = try store.digest() }),
      ("a verification", { _ = try store.verify { _ in } }),
      ("a reader", { _ = try AttributionStore.openForReading(at: url).summary() }),
      ("a look at the file", { _ = try StoreFile(url).inspect() }),
      ("a second writer", { #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) } }),
      ("a repair", { #expect(throws: StoreError.self) { try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { _ in }) } }),
      ("a file's identity", { _ = FileIdentity(path: url.path) }),
      ("a further transaction", { try store.write([PackedExample(StoreSamples.record(row: 22))], run: run) }),
    ]
    for event in events {
      try event.happen()
      #expect(try locks() == before, "\(event.name)")
    }
    try store.close()
    #expect(try locks() == FileLocks(of: 0, on: url) && isFree())
  }

  @Test("a second writer is refused even after SQLite's locks were released, because the writer's own lock is of another kind")
  func lifted() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    _ = try store.beginRun(StoreSamples.run)
    #expect(try locks().posix > 0 && !isFree())
    close(open(url.path, O_RDONLY))
    #expect(try locks().posix == 0 && locks().flock == 1 && !isFree())
    try store.close()
  }
}
