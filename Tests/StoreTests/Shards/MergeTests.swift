import Foundation
import GRDB
import Schema
import Support
import TestSupport
import Testing

@testable import Store

/// Merging of stores: content, and what is refused.
struct MergeTests {
  let directory: TemporaryDirectory
  let settings = StoreSamples.settings(layers: .all, keep: ["genre"])

  init() throws { directory = try TemporaryDirectory() }

  private func url(_ name: String) -> URL { directory.url.appendingPathComponent(name) }

  /// Writes a store; labels that are no classes of the model occur in some rows only, so that their ids differ from store to store.
  @discardableResult
  private func write(
    _ rows: some Sequence<Int>, _ name: String, settings: StoreSettings? = nil, shard: ShardRecord? = nil, isFinished: Bool = true
  ) throws -> URL {
    let records = rows.map { row in
      var record = StoreSamples.record(row: row, layers: 1, kept: ["drama"])
      if row % 5 == 0 { record.label = row % 2 == 0 ? "zebra" : "ape" }
      return record
    }
    let store = try AttributionStore.openForWriting(at: url(name), settings: settings ?? self.settings, shard: shard)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(records.map { PackedExample($0, form: store.form) }, run: run)
    try store.finishRun(run, StoreSamples.run)
    if shard != nil, isFinished { try store.finishShard(rows: 90, content: "cd") }
    try store.close()
    return url(name)
  }

  private func shard(_ number: Int, of count: Int = 3, corpus: String = "c") throws -> ShardRecord {
    ShardRecord(try #require(Shard(number: number, count: count)), corpus: corpus, bytes: nil, beginning: nil)
  }

  /// Three shards with rows of their own.
  private func shards() throws -> [URL] {
    try (0..<3).map { number in
      try write((1...90).filter { $0 % 3 == number }.sorted { $0 * 7 % 31 < $1 * 7 % 31 }, "\(number).shard", shard: shard(number))
    }
  }

  private func refusal(_ inputs: [URL], into output: String = "merged") -> StoreError? {
    let before = try? FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted()
    let error = #expect(throws: StoreError.self) { try StoreMerge(inputs, into: url(output)).run() }
    #expect((try? FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted()) == before)
    #expect(error?.description.contains("\n") == false)
    return error
  }

  @Test("shards in any order become the store that one run over all rows writes; nothing is left beside it")
  func whole() throws {
    let shards = try shards()
    let whole = try AttributionStore.openForReading(at: write(1...90, "whole"))
    let merge = try StoreMerge([shards[2], shards[0], shards[1]], into: url("merged"))
    let outcome = try merge.run()
    #expect(outcome.examples == 90 && outcome.resumed == 0 && outcome.notes == [] && merge.examples == 90)
    let merged = try AttributionStore.openForReading(at: url("merged"))
    #expect(try merged.digest() == whole.digest())
    let verification = try merged.verify { Issue.record("\($0)") }
    #expect(verification.recounted && verification.examples == 90 && verification.matrices == 180)
    #expect(try merged.shard() == nil && merged.summary().runs.map(\.examples) == [30, 30, 30])
    #expect(try merged.example(id: "ex45")?.labels == ["ape"] && merged.example(id: "ex30")?.labels == ["zebra"])
    func schema(_ name: String) throws -> Set<String> {
      let sql = "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL"
      return try Set(DatabaseQueue(path: url(name).path).read { try String.fetchAll($0, sql: sql) })
    }
    #expect(try schema("merged") == schema("whole"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted() == [
        "0.shard", "1.shard", "2.shard", "merged", "whole",
      ])
  }

  @Test("stores that are no shards are merged where no id is in two of them; the merged store is continued as any")
  func stores() throws {
    _ = try StoreMerge([write(1...20, "a"), write(21...50, "b"), write([], "none")], into: url("merged")).run()
    #expect(
      try AttributionStore.openForReading(at: url("merged")).digest() == AttributionStore.openForReading(at: write(1...50, "c")).digest())
    try write(51...60, "merged")
    let merged = try AttributionStore.openForReading(at: url("merged"))
    #expect(try merged.digest() == AttributionStore.openForReading(at: write(1...60, "d")).digest())
    #expect(try merged.verify { Issue.record("\($0)") }.examples == 60)
  }

  @Test("an id in two stores is named, with both")
  func overlap() throws {
    let error = refusal([try write(1...9, "a"), try write(20...29, "b"), try write([40, 25, 41], "c")])
    #expect(
      error?.description.contains("b and ") == true
        && error?.description.contains("c cannot be merged: both have an example 'ex25'") == true)
  }

  @Test("missing shards are named, and may be missing where that is allowed")
  func missing() throws {
    let shards = try shards()
    #expect(refusal([shards[1]])?.description.hasPrefix("shards 0 and 2 of 3 are missing, counted from 0: name their stores, too") == true)
    #expect(refusal([shards[1], shards[0]])?.description.hasPrefix("shard 2 of 3 is missing, counted from 0: name its store, too") == true)
    let many = try write([1], "many", shard: shard(3, of: 5000))
    #expect(refusal([many])?.description.hasPrefix("shards 0, 1, 2, 4, 5, 6, 7, 8, 9, 10 and 4,989 more of 5000 are missing") == true)
    _ = try StoreMerge([shards[0], shards[2]], into: url("merged"), allowsMissing: true).run()
    #expect(try AttributionStore.openForReading(at: url("merged")).summary().examples == 60)
  }

  @Test("the same shard twice, an unfinished one, one of another division and one of another corpus are refused in a sentence")
  func shardsThatDoNotGoTogether() throws {
    let shards = try shards()
    try FileManager.default.copyItem(at: shards[1], to: url("copy"))
    #expect(refusal(shards + [url("copy")])?.description.contains("both are shard 1 of 3") == true)
    #expect(refusal(shards + [shards[1]])?.description.contains("is named twice") == true)
    let unfinished = try write([1], "unfinished", shard: shard(0), isFinished: false)
    #expect(refusal([unfinished, shards[1], shards[2]])?.description.contains("is shard 0 of 3, and unfinished") == true)
    let other = try write([1], "other", shard: shard(0, of: 4))
    #expect(refusal([other, shards[1], shards[2]])?.description.contains("which are of two divisions of a corpus") == true)
    let store = try AttributionStore.openForWriting(at: url("foreign"), settings: settings, shard: shard(0, corpus: "d"))
    try store.finishShard(rows: 80, content: "ce")
    try store.close()
    #expect(
      refusal([url("foreign"), shards[1], shards[2]])?.description
        .contains("they are shards of two corpora, d with 80 rows and c with 90") == true)
  }

  @Test("stores of other models, methods, precisions, settings or versions are refused, and the difference is named")
  func otherSettings() throws {
    let first = try write(1...5, "a")
    let changes: [(String, (inout StoreSettings) -> Void)] = [
      ("other weights of the model", { $0.modelFingerprint = "other" }), ("precision f32, not int8", { $0.precision = "int8" }),
      ("layers all, not final", { $0.layers = .final }),
      (
        "method n-enc, rollout, not n-enc, rollout; alti, rollout",
        { $0.methods.append(MethodSettings(Method(name: "alti", aggregate: .rollout), layers: 1)) }
      ),
      ("stride none, not 4", { $0.stride = 4 }), ("texts kept, not left out", { $0.keepsTexts = false }),
      ("labels read as names, not as-written", { $0.labelRule = LabelRule(.asWritten) }),
    ]
    var base = settings
    base.labelRule = LabelRule(.names)
    try write(1...5, "ruled", settings: base)
    for (number, (phrase, change)) in changes.enumerated() {
      var settings = settings
      change(&settings)
      let store = try AttributionStore.openForWriting(at: url("other\(number)"), settings: settings)
      try store.close()
      let error = refusal([settings.labelRule == nil ? first : url("ruled"), url("other\(number)")])
      #expect(error?.kind == .incompatible && error?.description.contains(phrase) == true, "\(error?.description ?? phrase)")
    }
    let old = Fixtures.url.appendingPathComponent("stores/v1/store.globenc")
    #expect(refusal([first, old])?.description.contains("has version 1, and merged are stores of version 3") == true)
  }

  @Test("the output is a new file, none of the inputs")
  func output() throws {
    let shards = try shards()
    try Data("mine".utf8).write(to: url("mine"))
    #expect(refusal(shards, into: "mine")?.description.contains("there is a ") == true)
    #expect(refusal(shards, into: "1.shard")?.description.contains("is to be merged into itself") == true)
    #expect(refusal(shards, into: "none/merged")?.description.contains("there is no folder") == true)
    #expect(refusal(shards + [url("nowhere")])?.description.contains("there is no store") == true)
    try Data("mine".utf8).write(to: url("merged.merging"))
    #expect(refusal(shards)?.description.contains("is no SQLite database") == true)
    #expect(try Data(contentsOf: url("mine")) == Data("mine".utf8) && Data(contentsOf: url("merged.merging")) == Data("mine".utf8))
  }

  @Test(
    "damage is found while rows are copied, and the damaged store is named",
    arguments: [
      "UPDATE example SET text = 'other' WHERE id = 'ex7'", "UPDATE matrix SET payload = x'00' WHERE key = 1025",
      "DELETE FROM matrix WHERE key = 3072", "DELETE FROM example WHERE id = 'ex7'", "UPDATE token_total SET total = total + 1",
      "UPDATE word_total SET texts = texts + 1", "UPDATE slice SET tokens = 3 WHERE id = 3",
      "UPDATE run SET backend = 'other'",
      "UPDATE label SET name = 'apE' WHERE name = 'ape'", "UPDATE token SET piece = 'gooD' WHERE piece = 'good'", "DELETE FROM run",
      "UPDATE matrix SET key = key + 1024 * 1000 WHERE key >= 10240", "DELETE FROM matrix_total",
      "UPDATE settings SET precision = 'f3'", "UPDATE shard SET number = 2",
    ])
  func damage(sql: String) throws {
    let shards = try shards()
    let queue = try DatabaseQueue(path: shards[1].path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    let error = #expect(throws: StoreError.self) { try StoreMerge(shards, into: url("merged")).run() }
    #expect(error?.kind == .damaged && error?.description.contains("1.shard") == true, "\(error?.description ?? "")")
    #expect(!FileManager.default.fileExists(atPath: url("merged").path))
  }

  @Test("a truncated store, and one with a page that SQLite cannot read, are named")
  func pages() throws {
    let shards = try shards()
    let bytes = try Data(contentsOf: shards[2])
    try bytes.prefix(bytes.count - 8192).write(to: shards[2])
    let truncated = refusal(shards)
    #expect(truncated?.kind == .damaged && truncated?.description.contains("2.shard is ") == true)
    #expect(truncated?.description.contains("truncated") == true)
    let page = try DatabaseQueue(path: shards[1].path).read {
      try Int.fetchOne($0, sql: "SELECT pageno FROM dbstat WHERE name = 'matrix' AND pagetype = 'leaf' LIMIT 1")
    }
    var damaged = bytes
    try bytes.write(to: shards[2])
    damaged = try Data(contentsOf: shards[1])
    damaged[(try #require(page) - 1) * StoreFile.pageSize] = 0
    try damaged.write(to: shards[1])
    let error = #expect(throws: StoreError.self) { try StoreMerge(shards, into: url("merged")).run() }
    #expect(error?.kind == .damaged && error?.description.contains("1.shard is damaged") == true, "\(error?.description ?? "")")
  }

  @Test("a merge that was ended goes on behind the last whole store; with other stores it begins anew")
  func resumed() throws {
    let shards = try shards()
    let whole = try AttributionStore.openForReading(at: write(1...90, "whole")).digest()
    /// Ends a merge in the middle of the third store.
    func end() throws {
      var done = 0
      let error = #expect(throws: StoreError.self) {
        try StoreMerge(shards, into: url("merged")).run(isInterrupted: { done > 70 }, onProgress: { done = $0 })
      }
      #expect(error?.kind == .interrupted && !FileManager.default.fileExists(atPath: url("merged").path))
    }
    try end()
    #expect(try StoreMerge(shards, into: url("merged")).run().resumed == 2)
    #expect(try AttributionStore.openForReading(at: url("merged")).digest() == whole)
    try FileManager.default.removeItem(at: url("merged"))
    try end()
    // The first store is another file now.
    let bytes = try Data(contentsOf: shards[0])
    try FileManager.default.removeItem(at: shards[0])
    try bytes.write(to: shards[0])
    let again = try StoreMerge(shards, into: url("merged")).run()
    #expect(try again.resumed == 0 && again.examples == 90 && AttributionStore.openForReading(at: url("merged")).digest() == whole)
  }

  @Test("evaluations stay where they are, and two salts are told")
  func notes() throws {
    let a = try write(1...5, "a")
    let store = try AttributionStore.openForWriting(at: a, settings: settings)
    try store.add([Evaluation(method: "n-enc", metric: "aopc", value: 0.25, examples: 5)])
    try store.close()
    let outcome = try StoreMerge([a, write(6...9, "b")], into: url("merged")).run()
    #expect(outcome.notes.count == 1 && outcome.notes[0].contains("a are of its own texts"))
    #expect(try AttributionStore.openForReading(at: url("merged")).evaluations() == [])
    var silent = settings
    silent.keepsTexts = false
    let salted = try StoreMerge([write(1...5, "c", settings: silent), write(6...9, "d", settings: silent)], into: url("e")).run()
    #expect(salted.notes.count == 1 && salted.notes[0].contains("takes the rows of all but"))
  }
}
