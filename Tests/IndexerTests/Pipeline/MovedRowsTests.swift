import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

struct MovedRowsTests {
  @Test func theWriterIsAskedForATurnEachTimeSoManyWait() throws {
    let moved = MovedRows()
    let turns = (1...MovedRows.most * 2).filter { moved.add(Int64($0), row: $0) }
    #expect(turns == [MovedRows.most, MovedRows.most * 2])
  }

  @Test func rowsWaitUntilTheStoreKnowsThem() throws {
    let directory = try TemporaryDirectory()
    let store = try AttributionStore.openForWriting(
      at: directory.url.appendingPathComponent("s.globenc"), settings: StoreSamples.settings())
    let run = try store.beginRun(StoreSamples.run)
    try store.write([PackedExample(StoreSamples.record(row: 1), form: store.form)], run: run)
    let key = try #require(try store.origin(ofExample: "ex1")).key
    let moved = MovedRows()
    _ = moved.add(key, row: 9)
    #expect(moved.row(of: key) == 9)
    try moved.write(to: store)
    #expect(moved.row(of: key) == nil)
    #expect(try store.row(ofExample: "ex1") == 9)
  }
}
