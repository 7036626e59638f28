import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// The kind of an error distinguishes a damaged record, after which a caller reads on, from a file that cannot be read at all.
struct ErrorKindTests {
  private let directory: TemporaryDirectory
  private let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write((1...3).map { StoreSamples.record(row: $0) }, to: url)
  }

  /// The kind of the error that a read throws.
  private func kind(_ body: () throws -> Void) -> FailureKind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.kind
    }
  }

  @Test("a damaged record is damage")
  func damage() throws {
    let text = try #require(try AttributionStore.openForReading(at: url).example(id: "ex2")?.text)
    var bytes = try Data(contentsOf: url)
    bytes[try #require(bytes.range(of: Data(text.utf8))).lowerBound] ^= 1
    try bytes.write(to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(kind { _ = try store.example(id: "ex2") } == .damaged)
    #expect(kind { _ = try store.example(id: "ex1") } == nil)
  }

  @Test("a lock that another process takes meanwhile makes the store busy, for each way of reading")
  func busy() throws {
    let store = try AttributionStore.openForReading(at: url)
    let other = try DatabaseQueue(path: url.path)
    try other.inTransaction(.exclusive) { _ in
      #expect(kind { _ = try store.example(id: "ex2") } == .busy)
      #expect(kind { _ = try store.matrix(exampleID: "ex2", layer: .final) } == .busy)
      var damaged = 0
      #expect(kind { _ = try store.forEachExample(ExampleFilter(), onDamage: { _ in damaged += 1 }, { _ in }) } == .busy)
      #expect(kind { _ = try store.labelSummaries() } == .busy)
      #expect(damaged == 0)
      return .rollback
    }
  }

  @Test("a disk that fails makes the store unavailable, and no example damaged")
  func failingDisk() throws {
    let store = try AttributionStore.openForReading(at: url)
    // The file's descriptors lead to a device that cannot be read.
    let nowhere = open("/dev/null", O_WRONLY)
    defer { close(nowhere) }
    for descriptor in 3..<Int32(256) where FileIdentity(descriptor: descriptor) == FileIdentity(path: url.path) {
      dup2(nowhere, descriptor)
    }
    var damaged = 0
    #expect(kind { _ = try store.forEachExample(ExampleFilter(), onDamage: { _ in damaged += 1 }, { _ in }) } == .unavailable)
    #expect(kind { _ = try store.example(id: "ex2") } == .unavailable)
    #expect(damaged == 0)
  }
}
