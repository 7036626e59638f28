import Foundation
import GRDB
import Schema
import Support
import TestSupport
import Testing

@testable import Store

/// A store of version 1, written by the first release, is readable as it is, and is migrated when it is to be written to.
struct MigrationTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("store.globenc")
    try FileManager.default.copyItem(at: Fixtures.url.appendingPathComponent("stores/v1/store.globenc"), to: url)
  }

  /// The results of all queries on a store.
  private struct Answers: Equatable {
    var examples: [Example] = []
    var matrices: [ScaledMatrix] = []
    var totals: [TokenTotals?] = []
    var labels: [LabelSummary] = []

    init(_ store: AttributionStore) throws {
      try store.forEachExample { examples.append($0) }
      for example in examples {
        for layer in 0...3 {
          if let matrix = try store.matrix(exampleID: example.id, layer: MatrixLayer(index: layer)) { matrices.append(matrix) }
        }
      }
      for units in TokenTotals.Units.allCases {
        for (label, predicted) in [(nil, nil), ("negative", nil), (nil, "positive"), ("positive", "negative")] as [(String?, String?)] {
          totals.append(try store.tokenTotals(label: label, predicted: predicted, units: units, includeSpecial: true))
        }
      }
      labels = try store.labelSummaries()
    }
  }

  @Test("a reader sees a store of version 1 as it is, with the settings that version 2 names, and changes nothing")
  func reading() throws {
    let before = try Data(contentsOf: url)
    let store = try AttributionStore.openForReading(at: url)
    let summary = try store.summary()
    #expect(summary.schemaVersion == 1 && summary.examples == 12 && summary.runs.map(\.examples) == [8, 4])
    #expect(store.settings.codec == .tenthPercent && store.settings.stride == nil && store.settings.keepsTexts)
    let answers = try Answers(store)
    #expect(answers.examples.count == 12 && answers.matrices.count == 48 && answers.totals.allSatisfy { $0?.entries.isEmpty == false })
    #expect(try store.example(id: "movies-192")?.kept == [nil, "2.2353"])
    #expect(try Data(contentsOf: url) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["store.globenc"])
  }

  @Test("a writer migrates it, and it answers as before, and as a new store of the same examples")
  func migrating() throws {
    let old = try AttributionStore.openForReading(at: url)
    let (answers, settings) = (try Answers(old), old.settings)
    try AttributionStore.openForWriting(at: url, settings: settings).close()
    let new = try AttributionStore.openForReading(at: url)
    #expect(try new.summary().schemaVersion == Schema.version)
    #expect(try Answers(new) == answers)
    #expect(new.settings == settings)
    #expect(try new.verify { Issue.record("\($0)") }.recounted)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["store.globenc"])

    let fresh = directory.url.appendingPathComponent("fresh.globenc")
    try AttributionStore.openForWriting(at: fresh, settings: settings).close()
    func tables(_ url: URL) throws -> Set<String> {
      let sql = "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL"
      return try Set(DatabaseQueue(path: url.path).read { try String.fetchAll($0, sql: sql) })
    }
    #expect(try tables(url) == tables(fresh))
  }

  @Test("a migrated store is continued: unchanged rows are recognised, and totals continue")
  func continuing() throws {
    let settings = try AttributionStore.openForReading(at: url).settings
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let old = try #require(try store.origin(ofExample: "movies-192"))
    func hash(_ label: String) -> Int64 {
      store.form.contentHash(text: "A smart, sweet and playful romantic comedy.", pair: nil, label: label)
    }
    #expect(old.contentHash == hash("positive") && old.contentHash != hash("negative"))
    let before = try store.tokenTotals(label: "negative", predicted: nil, units: .pieces, includeSpecial: true)
    let record = StoreSamples.record(row: 13, words: 5, layers: 3, kept: ["a", nil])
    try store.write([PackedExample(record, form: store.form)], run: try store.beginRun(StoreSamples.run))
    #expect(try store.summary().examples == 13)
    let after = try store.tokenTotals(label: record.label, predicted: nil, units: .pieces, includeSpecial: true)
    #expect(after != nil && after != before)
    try store.close()
    #expect(try Answers(AttributionStore.openForReading(at: url)).examples.count == 13)
  }

  @Test("a migration that fails leaves the store as it was")
  func failing() throws {
    let settings = try AttributionStore.openForReading(at: url).settings
    try DatabaseQueue(path: url.path).write { try $0.execute(sql: "CREATE TABLE text_window (mine TEXT)") }
    let before = try Data(contentsOf: url)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("text_window") == true, "\(error?.description ?? "")")
    #expect(try Data(contentsOf: url) == before)
    #expect(try AttributionStore.openForReading(at: url).summary().schemaVersion == 1)
  }

  @Test("a store that is refused for its settings is not migrated")
  func refusing() throws {
    var settings = try AttributionStore.openForReading(at: url).settings
    settings.codec = .lossless
    let before = try Data(contentsOf: url)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("codec compact, not lossless") == true, "\(error?.description ?? "")")
    #expect(try Data(contentsOf: url) == before)
  }

  @Test("a store whose records are damaged is not migrated, and stays readable as it was")
  func damaged() throws {
    let settings = try AttributionStore.openForReading(at: url).settings
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: "UPDATE example SET token_ids = x'FF' WHERE id = 'movies-192'") }
    try queue.close()
    let before = try Data(contentsOf: url)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("'movies-192' is damaged") == true, "\(error?.description ?? "")")
    #expect(try Data(contentsOf: url) == before)
    let store = try AttributionStore.openForReading(at: url)
    var sound = 0
    try store.forEachExample(onDamage: { _ in }, { _ in sound += 1 })
    #expect(try store.summary().schemaVersion == 1 && sound == 11)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["store.globenc"])
  }

  @Test("a migration for which there is no room leaves the store as it was, and succeeds when there is")
  func full() throws {
    let settings = try AttributionStore.openForReading(at: url).settings
    let before = try Answers(AttributionStore.openForReading(at: url))
    // The file has no free pages that the migration could use.
    try DatabaseQueue(path: url.path).vacuum()
    let pages = try DatabaseQueue(path: url.path).read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    // The file may not grow by a page: SQLite then gives the error of a full disk.
    let error = #expect(throws: StoreError.self) {
      try StoreFile(url).describingErrors {
        try AttributionStore.migrate(StoreFile(url)) { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
      }
    }
    #expect(error?.description.contains("disk is full") == true, "\(error?.description ?? "")")
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.summary().schemaVersion == 1)
    #expect(try Answers(store) == before)
    try AttributionStore.openForWriting(at: url, settings: settings).close()
    #expect(try Answers(AttributionStore.openForReading(at: url)) == before)
  }

  @Test("a migration that is killed before its commit is rolled back when the store is opened next")
  func killed() throws {
    let settings = try AttributionStore.openForReading(at: url).settings
    let before = try Answers(AttributionStore.openForReading(at: url))
    // The files that a killed process leaves: the partly changed store, and beside it the journal with the old pages.
    let half = directory.url.appendingPathComponent("half.globenc")
    let queue = try DatabaseQueue(path: url.path, configuration: StoreFile(url).configuration(readonly: false))
    try queue.inTransaction(.exclusive) { database in
      // The cache is so small that changed pages are written to the file before the commit.
      try database.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1")
      for sql in Schema.migrations.dropFirst() { try database.execute(sql: sql) }
      try KeptTotals.rebuild(in: database)
      for suffix in ["", "-journal"] { try FileManager.default.copyItem(atPath: url.path + suffix, toPath: half.path + suffix) }
      return .rollback
    }
    try queue.close()
    #expect(try Data(contentsOf: half) != Data(contentsOf: url))
    let store = try AttributionStore.openForWriting(at: half, settings: settings)
    try store.close()
    #expect(try Answers(AttributionStore.openForReading(at: half)) == before)
    #expect(try AttributionStore.openForReading(at: half).summary().schemaVersion == Schema.version)
  }
}
