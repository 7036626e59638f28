import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Labels, vocabulary pieces, runs and settings carry a checksum, so that a reader notices any change.
struct RowChecksumTests {
  let directory: TemporaryDirectory
  let url: URL
  let settings = StoreSamples.settings()

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    let records = (1...40).map { row in
      var record = StoreSamples.record(row: row)
      if row <= 3 { record.label = "other" }
      return record
    }
    try StoreSamples.write(records, to: url, batch: 7)
  }

  /// The store after a change, without the schema's checksum function to repair anything.
  private func store(after sql: String) throws -> AttributionStore {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return try AttributionStore.openForReading(at: url)
  }

  private func damages(_ store: AttributionStore) throws -> [Damage] {
    var damages: [Damage] = []
    _ = try store.verify { damages.append($0) }
    return damages
  }

  @Test("after writing, continuing, revising and pruning, each checksum is right for its whole row")
  func current() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    var changed = StoreSamples.record(row: 5, label: "another", predicted: "positive", words: ["good", "film"])
    changed.isTruncated = true
    var example = PackedExample(changed, form: store.form)
    example.replaces = true
    try store.write([example, PackedExample(StoreSamples.record(row: 41), form: store.form)], run: run)
    try store.renumber([(key: 7, row: 70)])
    #expect(try store.prune(run: run) { key, _ in key > 3 } == 3)
    var info = StoreSamples.run
    info.finishedAt = Date(timeIntervalSince1970: 1_700_000_100.5)
    info.audit = RunInfo.Audit(examples: 10, labelAgreement: nil, meanSpearman: 0.99, lowestSpearman: 0.95)
    try store.finishRun(run, info)
    try store.add([Evaluation(method: "n-enc", aggregate: .rollout, metric: "aopc", value: 0.437, examples: 150)])
    try store.close()
    let reader = try AttributionStore.openForReading(at: url)
    try reader.read { database in
      let tables: [any SealedRow.Type] = [
        SettingsFields.self, RunFields.self, LabelFields.self, PieceFields.self, MethodFields.self, EvaluationFields.self,
      ]
      for type in tables {
        let rows = try Row.fetchAll(database, sql: "SELECT \(type.isSound) FROM \(type.table)")
        #expect(!rows.isEmpty && rows.allSatisfy { $0[0] == 1 }, "\(type)")
      }
    }
    #expect(try damages(reader) == [])
  }

  @Test(
    "verify names a damaged row, and no others",
    arguments: [
      ("label", "UPDATE label SET name = 'Other' WHERE id = 3", "the name of label 3"),
      ("label", "UPDATE label SET checksum = NULL WHERE id = 3", "the name of label 3"),
      ("token", "UPDATE token SET piece = 'gooD' WHERE piece = 'good'", "the name of token 8"),
      ("token", "UPDATE token SET id = 77 WHERE piece = 'good'", "the name of token 77"),
      ("run", "UPDATE run SET corpus = 'another.jsonl'", "the record of run 1"), ("run", "UPDATE run SET id = 2", "the record of run 2"),
      ("run", "UPDATE run SET finished_at = NULL", "the record of run 1"),
      ("run", "UPDATE run SET tokens = tokens + 1", "the record of run 1"),
      ("run", "DELETE FROM run", "there is no record of run 1, which wrote 40 of the examples"),
    ])
  func named(table: String, sql: String, what: String) throws {
    let damages = try damages(store(after: sql)).filter { $0.example == nil }
    #expect(damages.contains { $0.table == table && $0.description.contains(what) }, "\(damages)")
    #expect(Set(damages.compactMap(\.table)) == [table], "\(damages)")
  }

  @Test("an example with a damaged label or piece is refused, and verify names it; all others are answered")
  func refused() throws {
    let before = try AttributionStore.openForReading(at: url)
    var examples: [String: Example] = [:]
    try before.forEachExample { examples[$0.id] = $0 }
    for (sql, isHit) in [
      ("UPDATE label SET name = 'Other' WHERE id = 3", { $0.label == "other" }),
      ("UPDATE token SET piece = 'gooD' WHERE piece = 'good'", { $0.tokens.contains { $0.piece == "good" } }),
    ] as [(String, (Example) -> Bool)] {
      let bytes = try Data(contentsOf: url)
      let damaged = try store(after: sql)
      let named = try Set(damages(damaged).compactMap(\.example))
      #expect(named == Set(examples.values.filter(isHit).map(\.id)) && !named.isEmpty && named.count < 30)
      for (id, example) in examples {
        if named.contains(id) {
          let error = #expect(throws: StoreError.self) { try damaged.example(id: id) }
          #expect(error?.description.contains("'\(id)'") == true)
        } else {
          #expect(try damaged.example(id: id) == example)
        }
      }
      try bytes.write(to: url)
    }
  }

  @Test("totals under a damaged name are refused")
  func rankings() throws {
    let piece = try store(after: "UPDATE token SET piece = 'gooD' WHERE piece = 'good'")
    for query in [{ try piece.count(ExampleFilter(piece: "gooD")) }, { try piece.topTokens(TokenQuery())?.examples ?? 0 }] {
      let error = #expect(throws: StoreError.self) { try query() }
      #expect(error?.description.contains("the name of token 8 does not agree with its checksum") == true)
    }
    let label = try store(after: "UPDATE label SET name = 'Other' WHERE id = 3")
    for query in [{ try label.count(ExampleFilter(label: "Other")) }, { try label.labelSummaries().count }] {
      let error = #expect(throws: StoreError.self) { try query() }
      #expect(error?.description.contains("the name of label 3 does not agree with its checksum") == true)
    }
    #expect(try label.labels() == ["negative", "positive"])
  }

  @Test(
    "a store whose settings are damaged is refused by reader, writer and repair, in one sentence, and left as it was",
    arguments: [
      "model = 'another'", "max_length = 64", "columns = replace(columns, ':\"label\"', ':\"labe1\"')", "salt = 1", "checksum = NULL",
    ])
  func settings(change: String) throws {
    #expect(throws: StoreError.self) { try store(after: "UPDATE settings SET \(change)") }
    let before = try Data(contentsOf: url)
    for open in [
      { _ = try AttributionStore.openForReading(at: url) }, { _ = try AttributionStore.openForWriting(at: url, settings: settings) },
      { _ = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { _ in }) },
    ] {
      let error = #expect(throws: StoreError.self) { try open() }
      #expect(error?.description.contains("its settings do not agree with their checksum") == true)
    }
    #expect(try Data(contentsOf: url) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["sample.store"])
  }

  @Test("verify finds an example whose run was changed")
  func anotherRun() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    _ = try store.beginRun(StoreSamples.run)
    try store.close()
    let damages = try damages(self.store(after: "UPDATE example SET run = 2 WHERE id = 'ex9'"))
    #expect(damages.map(\.example) == ["ex9"])
  }
}
