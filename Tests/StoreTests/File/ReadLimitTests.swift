import Foundation
import GRDB
import Support
import Synchronization
import TestSupport
import Testing

@testable import Store

/// Reads for somebody who has gone end, and leave the connection as it was.
struct ReadLimitTests {
  /// A statement of some hundred million steps.
  private static let endless =
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000000) SELECT count(*) FROM n"

  @Test("a read ends soon after nobody waits for it, and the next one sees what was written meanwhile")
  func departure() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("store")
    try StoreSamples.write([StoreSamples.record(row: 1)], to: url)
    let reader = try AttributionStore.openForReading(at: url)
    let start = ContinuousClock.now
    let error = #expect(throws: StoreError.self) {
      try reader.reading(until: { ContinuousClock.now - start > .milliseconds(50) }) {
        try reader.read { _ = try Int.fetchOne($0, sql: Self.endless) }
      }
    }
    #expect(error?.kind == .unavailable)
    #expect(try reader.count(ExampleFilter()) == 1)
    try StoreSamples.write([StoreSamples.record(row: 2)], to: url)
    #expect(try reader.reading(until: { false }) { try reader.count(ExampleFilter()) } == 2)
  }

  @Test("a scan of all examples tells how many it has passed, and a look-up of one tells of none")
  func progress() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("store")
    try StoreSamples.write((1...300).map { StoreSamples.record(row: $0) }, to: url)
    let reader = try AttributionStore.openForReading(at: url)
    func noted(_ sql: String) throws -> [Int] {
      let noted = Mutex<[Int]>([])
      _ = try reader.reading(until: { false }, noting: { rows in noted.withLock { $0.append(rows) } }) {
        try reader.read { try Int.fetchOne($0, sql: sql) }
      }
      return noted.withLock { $0 }
    }
    let count = "(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100 + example.row) SELECT count(*) FROM n)"
    let scan = try noted("SELECT sum(\(count)) FROM example NOT INDEXED")
    #expect(scan.count > 3 && scan == scan.sorted() && scan.allSatisfy { 0..<300 ~= $0 } && scan.last ?? 0 > 100)
    let other = try noted("SELECT sum(length(zeroblob(7)) + \(count.replacing("example.row", with: "1000"))) FROM token NOT INDEXED")
    #expect(other.allSatisfy { $0 == 0 })
    let lookUp = try noted("SELECT sum(\(count.replacing("100 +", with: "100000 +"))) FROM example WHERE key = 7")
    #expect(!lookUp.isEmpty && lookUp.allSatisfy { $0 == 0 })
  }

  @Test("reads within a read go on while somebody waits, and errors of the caller come through")
  func patience() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("store")
    try StoreSamples.write([StoreSamples.record(row: 1), StoreSamples.record(row: 2)], to: url)
    let reader = try AttributionStore.openForReading(at: url)
    var ids: [String] = []
    _ = try reader.reading(until: { false }) {
      try reader.forEachExample { example in ids.append(try #require(try reader.example(id: example.id)).id) }
    }
    #expect(ids == ["ex1", "ex2"])
    #expect(throws: CancellationError.self) {
      _ = try reader.reading(until: { false }) { () throws -> Int in throw CancellationError() }
    }
  }
}
