import Foundation
import GRDB
import Support
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
