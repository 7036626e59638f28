import Foundation
import GRDB
import Schema
import Support
import TestSupport
import Testing

@testable import Store

/// What a store says of its shard, and how it is checked.
struct ShardRecordTests {
  let directory: TemporaryDirectory
  let url: URL
  let records = (1...20).map { StoreSamples.record(row: $0) }
  let record: ShardRecord

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("shard.store")
    record = ShardRecord(try #require(Shard(number: 2, count: 5)), corpus: "c.jsonl", bytes: 700, beginning: "ab", limit: 90)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings(), shard: record)
    try store.write(records.map { PackedExample($0, form: store.form) }, run: try store.beginRun(StoreSamples.run))
    try store.finishShard(rows: 90, content: "cd")
    try store.close()
  }

  private func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func damages() throws -> [String] {
    var damages: [String] = []
    _ = try AttributionStore.openForReading(at: url).verify { damages.append($0.description) }
    return damages
  }

  @Test("a shard is a store of the newest version, with one table more, and the digest of a store without it")
  func shard() throws {
    let store = try AttributionStore.openForReading(at: url)
    var expected = record
    (expected.rows, expected.content) = (90, "cd")
    #expect(try store.shard() == expected && store.summary().schemaVersion == Schema.version)
    #expect(try damages() == [])
    let plain = directory.url.appendingPathComponent("plain.store")
    try StoreSamples.write(records, to: plain)
    let other = try AttributionStore.openForReading(at: plain)
    #expect(try other.shard() == nil && other.digest() == store.digest())
    // It is continued as any store, and stays a shard.
    try AttributionStore.openForWriting(at: url, settings: store.settings).close()
    #expect(try AttributionStore.openForReading(at: url).shard() == expected)
  }

  @Test("a changed record is refused where it is read, and named by verify", arguments: ["number = 3", "content = NULL", "corpus = 'd'"])
  func damaged(assignment: String) throws {
    try change("UPDATE shard SET \(assignment)")
    let store = try AttributionStore.openForReading(at: url)
    let error = #expect(throws: StoreError.self) { try store.shard() }
    #expect(error?.kind == .damaged && error?.description.contains(url.lastPathComponent) == true)
    #expect(try damages().map { $0.hasPrefix("table shard: ") } == [true])
    // Examples are not concerned.
    #expect(try store.example(id: "ex7") != nil)
  }

  @Test("a table of that name with other columns is refused, as any table that no program of ours makes")
  func strange() throws {
    try change("DROP TABLE shard; CREATE TABLE shard (number INTEGER)")
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: url) }
    #expect(error?.kind == .damaged && error?.description.contains("the table shard is defined otherwise") == true)
  }

  @Test("a repair keeps what the store says; a shard that lost examples is unfinished")
  func repaired() throws {
    try change("UPDATE word_total SET total = total + 1")
    _ = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { _ in })
    #expect(try AttributionStore.openForReading(at: url).shard()?.isFinished == true)
    try change("UPDATE example SET text = 'other' WHERE id = 'ex7'")
    let outcome = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { _ in })
    #expect(outcome.dropped == 1)
    #expect(try AttributionStore.openForReading(at: url).shard() == record)
  }

  @Test("shards without texts share a salt, by which a merged store recognises the rows of each; other corpora have others")
  func salt() throws {
    var other = record
    other.beginning = "ac"
    let third = ShardRecord(try #require(Shard(number: 3, count: 5)), corpus: "elsewhere/c.jsonl", bytes: 700, beginning: "ab")
    #expect(record.salt == third.salt && record.salt != other.salt && record.salt != 0)
  }
}
