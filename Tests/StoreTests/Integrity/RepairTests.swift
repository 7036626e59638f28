import Foundation
import GRDB
import Schema
import Support
import TestSupport
import Testing

@testable import Store

/// A repair keeps sound records, names the ones that it removes, and leaves a store that can be continued.
struct RepairTests {
  let directory: TemporaryDirectory
  let url: URL
  let records = (1...60).map { row in
    var record = StoreSamples.record(row: row, layers: 2)
    if [4, 40].contains(row) { record.label = "other" }
    return record
  }
  let settings = StoreSamples.settings(layers: .all)

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write(records, to: url, settings: settings)
  }

  private func damage(_ sql: String) throws {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func repair() throws -> (outcome: StoreRepair.Outcome, dropped: Set<String>) {
    var dropped: Set<String> = []
    let outcome = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { dropped.insert($0) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["sample.store"])
    return (outcome, dropped)
  }

  /// All data except the keys, which follow the order of writing.
  private struct Content: Equatable {
    var examples: [Example] = []
    var matrices: [ScaledMatrix?] = []
    var totals: [TokenTotals?] = []
    var labels: [LabelSummary] = []

    init(_ url: URL) throws {
      let store = try AttributionStore.openForReading(at: url)
      #expect(try store.verify { Issue.record("\($0)") }.recounted)
      try store.forEachExample { examples.append($0) }
      for example in examples {
        for layer in 0...2 { matrices.append(try store.matrix(exampleID: example.id, layer: MatrixLayer(index: layer))) }
      }
      for units in TokenTotals.Units.allCases {
        for label in [nil, "negative", "positive"] {
          totals.append(try store.tokenTotals(label: label, predicted: nil, units: units, includeSpecial: true))
        }
      }
      labels = try store.labelSummaries()
    }
  }

  @Test(
    "damaged, repaired and continued, it holds what the undamaged store does",
    arguments: [
      ("UPDATE example SET text = 'another' WHERE id IN ('ex7', 'ex30')", ["ex7", "ex30"]),
      ("UPDATE matrix SET payload = x'00' WHERE key = (SELECT key FROM example WHERE id = 'ex60') * 1024 + 2", ["ex60"]),
      ("DELETE FROM matrix WHERE key = (SELECT key FROM example WHERE id = 'ex1') * 1024", ["ex1"]),
      ("UPDATE token_total SET count = count + 1; DELETE FROM slice WHERE gold = -1 AND predicted = -1; DROP INDEX example_by_row", []),
      ("DELETE FROM matrix_total; UPDATE word_total SET total = 0", []),
      ("UPDATE label SET name = 'otheR' WHERE name = 'other'", ["ex4", "ex40"]),
      ("UPDATE label SET name = 'negatiVe' WHERE id = 1; UPDATE label SET id = 9 WHERE id = 2", []),
      ("UPDATE run SET backend = 'another'", []), ("DELETE FROM run", []), ("UPDATE run SET id = 2", []),
    ])
  func repairing(damage sql: String, expected: [String]) throws {
    let before = try Content(url)
    try damage(sql)
    let (outcome, dropped) = try repair()
    #expect(outcome.damages > 0 && outcome.dropped == expected.count && outcome.kept == 60 - expected.count)
    #expect(dropped == Set(expected))
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let missing = try records.filter { try store.row(ofExample: $0.id) == nil }
    #expect(Set(missing.map(\.id)) == Set(expected))
    try store.write(missing.map { PackedExample($0, form: store.form) }, run: try store.beginRun(StoreSamples.run))
    try store.close()
    #expect(try Content(url) == before)
  }

  @Test("a page that SQLite cannot read costs only the examples on it")
  func page() throws {
    let page = try #require(
      try DatabaseQueue(path: url.path).read {
        try Int.fetchOne($0, sql: "SELECT pageno FROM dbstat WHERE name = 'example' AND pagetype = 'leaf' LIMIT 1")
      })
    var bytes = try Data(contentsOf: url)
    bytes[(page - 1) * StoreFile.pageSize] = 0
    try bytes.write(to: url)
    // All other examples are listed nevertheless.
    let damaged = try AttributionStore.openForReading(at: url)
    var (listed, refused) = (0, 0)
    try damaged.forEachExample(onDamage: { _ in refused += 1 }, { _ in listed += 1 })
    #expect(listed + refused == 60 && listed > 0 && refused > 0)
    let (outcome, dropped) = try repair()
    #expect(outcome.kept == listed && outcome.dropped == refused && dropped.count == refused)
    #expect(dropped.allSatisfy { $0.hasPrefix("ex") })
    #expect(try Content(url).examples.count == listed)
  }

  @Test("a damaged page of a table that the store does not use costs nothing", arguments: ["score", "evaluation"])
  func unusedTable(name: String) throws {
    let before = try Content(url)
    let page = try #require(
      try DatabaseQueue(path: url.path).read {
        try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", arguments: [name])
      })
    var bytes = try Data(contentsOf: url)
    bytes[(page - 1) * StoreFile.pageSize] = 0
    try bytes.write(to: url)
    let damaged = try AttributionStore.openForReading(at: url)
    #expect(try damaged.example(id: "ex7") == before.examples[6])
    // SQLite's own check of the file names no table.
    var tables: Set<String> = []
    _ = try damaged.verify { if let table = $0.table { tables.insert(table) } }
    #expect(tables == [name])
    let (outcome, _) = try repair()
    #expect(outcome.kept == 60 && outcome.dropped == 0)
    #expect(try Content(url) == before)
  }

  @Test("examples with a piece whose name is damaged are removed, and the next run restores the name")
  func piece() throws {
    let before = try Content(url)
    let expected = Set(before.examples.filter { $0.tokens.contains { $0.piece == "good" } }.map(\.id))
    try damage("UPDATE token SET piece = 'gooD' WHERE piece = 'good'")
    let (outcome, dropped) = try repair()
    #expect(dropped == expected && !dropped.isEmpty && outcome.kept == 60 - dropped.count)
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let missing = records.filter { expected.contains($0.id) }
    try store.write(missing.map { PackedExample($0, form: store.form) }, run: try store.beginRun(StoreSamples.run))
    try store.close()
    #expect(try Content(url) == before)
  }

  @Test("a damaged record of a run is replaced by one with the numbers that follow from the examples")
  func unknownRun() throws {
    let before = try AttributionStore.openForReading(at: url).summary().runs
    try damage("UPDATE run SET examples = 7, corpus = 'another'")
    _ = try repair()
    let runs = try AttributionStore.openForReading(at: url).summary().runs
    #expect(runs.count == 1 && runs[0].corpus == "unknown" && runs[0].backend == "unknown" && runs[0].finishedAt == nil)
    #expect(runs[0].examples == 60 && runs[0].tokens == before[0].tokens && runs[0].truncated == before[0].truncated)
  }

  @Test("texts in windows are kept with their windows")
  func windows() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let text = StoreSamples.record(row: 61, words: 6, layers: 2)
    let part = StoreSamples.record(row: 62, words: 4, layers: 2)
    let windows = [1, 3].map { first in
      PackedWindow(
        WindowRecord(
          first: first, scores: part.tokens.map(\.score), logits: [1, 2], predicted: "positive", confidence: 0.75, value: nil),
        final: part.final, layers: part.layers, form: store.form)
    }
    try store.write([PackedExample(text, windows: windows, form: store.form)], run: try store.beginRun(StoreSamples.run))
    try store.close()
    let before = try AttributionStore.openForReading(at: url).windows(exampleID: "ex61")
    try damage("UPDATE example SET text = 'another' WHERE id = 'ex7'")
    let (outcome, _) = try repair()
    #expect(outcome.kept == 60 && outcome.dropped == 1)
    let after = try AttributionStore.openForReading(at: url)
    #expect(try after.windows(exampleID: "ex61") == before && before.count == 2)
    #expect(try after.matrix(exampleID: "ex61", layer: .layer(2), window: 2) == part.layers[1])
    #expect(try after.verify { Issue.record("\($0)") }.examples == 60)
  }

  @Test("a damaged store of version 1 becomes a sound one of the newest")
  func olderStore() throws {
    try FileManager.default.removeItem(at: url)
    try FileManager.default.copyItem(at: Fixtures.url.appendingPathComponent("stores/v1/store.globenc"), to: url)
    try damage("UPDATE example SET token_ids = x'FF' WHERE id = 'movies-192'")
    let (outcome, dropped) = try repair()
    #expect(dropped == ["movies-192"] && outcome.kept == 11)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.summary().schemaVersion == Schema.version && store.verify { Issue.record("\($0)") }.matrices == 44)
  }

  @Test("a sound store is not changed, byte for byte")
  func sound() throws {
    let before = try Data(contentsOf: url)
    let (outcome, dropped) = try repair()
    #expect(outcome == StoreRepair.Outcome() && dropped.isEmpty)
    #expect(try Data(contentsOf: url) == before)
  }

  @Test(
    "what cannot be repaired is refused in one sentence and left as it was",
    arguments: [
      "DELETE FROM settings", "DROP TABLE run", "CREATE TRIGGER t AFTER INSERT ON example BEGIN DELETE FROM run; END",
    ])
  func refusing(sql: String) throws {
    try damage(sql)
    let before = try Data(contentsOf: url)
    let error = #expect(throws: StoreError.self) { try repair() }
    #expect(error?.description.contains("\n") == false)
    #expect(try Data(contentsOf: url) == before)
  }

  @Test("a store that is being written to is not repaired")
  func locked() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let error = #expect(throws: StoreError.self) { try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { _ in }) }
    #expect(error?.description.contains("is writing to") == true)
    try store.close()
  }
}
