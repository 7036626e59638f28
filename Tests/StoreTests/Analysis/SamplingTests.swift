import Foundation
import TestSupport
import Testing

@testable import Store

/// A sample of a run is spread evenly over its rows.
struct SamplingTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
  }

  private func rows(_ count: Int, of run: RunID, in store: AttributionStore) throws -> [Int] {
    var rows: [Int] = []
    try store.forEachExample(of: run, sampling: count) {
      rows.append($0.row)
      return true
    }
    return rows
  }

  @Test("the middle of each equal part is taken, in the order of the corpus, whatever the order of writing")
  func spread() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let first = try store.beginRun(StoreSamples.run)
    try store.write((1...20).reversed().map { PackedExample(StoreSamples.record(row: $0)) }, run: first)
    let second = try store.beginRun(StoreSamples.run)
    try store.write((21...30).map { PackedExample(StoreSamples.record(row: $0)) }, run: second)
    #expect(try rows(4, of: first, in: store) == [3, 8, 13, 18])
    #expect(try rows(1, of: first, in: store) == [11])
    #expect(try rows(3, of: second, in: store) == [22, 26, 29])
    #expect(try rows(10, of: second, in: store) == Array(21...30))
    #expect(try rows(99, of: second, in: store) == Array(21...30))
    #expect(try rows(0, of: second, in: store) == [])
  }

  @Test("the iteration ends when the closure returns false")
  func end() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let run = try store.beginRun(StoreSamples.run)
    try store.write((1...20).map { PackedExample(StoreSamples.record(row: $0)) }, run: run)
    var seen = 0
    try store.forEachExample(of: run, sampling: 10) { _ in
      seen += 1
      return seen < 3
    }
    #expect(seen == 3)
  }
}
