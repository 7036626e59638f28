import Foundation
import GRDB
import Schema
import TestSupport
import Testing

@testable import Store

/// Stores of older versions, of a model that gives each text several labels: they hold one gold label for each text, and the highest
/// sigmoid.
struct LabelSetMigrationTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// The fixture of a version as such a model would have written it: some texts have both labels, some none.
  private func store(version: Int) throws -> URL {
    let url = directory.url.appendingPathComponent("store.globenc")
    try FileManager.default.copyItem(at: Fixtures.url.appendingPathComponent("stores/v\(version)/store.globenc"), to: url)
    let store = try AttributionStore.openForReading(at: url)
    let changes = try store.read { try Self.changes(in: $0, settings: store.settings) }
    try store.close()
    let queue = try DatabaseQueue(path: url.path, configuration: StoreFile(url).configuration(readonly: false))
    try queue.write { database in
      try database.execute(sql: "UPDATE settings SET problem_type = 'multi_label_classification'")
      for (id, logits, checksum) in changes {
        try database.execute(sql: "UPDATE example SET logits = ?, checksum = ? WHERE id = ?", arguments: [Data(logits), checksum, id])
      }
      if version == 2 {
        try database.execute(
          sql: """
            UPDATE settings SET checksum = row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length,
              layers, columns, labels, problem_type, codec, stride, texts, salt)
            """)
      }
    }
    try queue.close()
    return url
  }

  /// Changed logits for two of four examples, with the checksums of their records.
  private static func changes(in database: Database, settings: StoreSettings) throws -> [(id: String, logits: [UInt8], checksum: Int64)] {
    let reader = try ExampleReader(database, settings: settings)
    let select = try DirectStatement("SELECT \(ExampleReader.columns) FROM example WHERE row % 4 < 2", in: database)
    var changes: [(id: String, logits: [UInt8], checksum: Int64)] = []
    while try select.step() {
      let old = try reader.fields(at: select)
      let logits = TokenBlobs.packFloats(old.row % 4 == 0 ? [1, 2] : [-2, -1])
      var new = old
      new.logits = logits
      changes.append((old.id, logits, new.sum))
    }
    return changes
  }

  @Test(arguments: [1, 2]) func aMigratedStoreGoesBySetsEachTextOnce(version: Int) throws {
    let url = try store(version: version)
    let old = try AttributionStore.openForReading(at: url)
    #expect(try old.summary().schemaVersion == version && old.settings.problemType == .multiLabel && old.settings.threshold == 0.5)
    var examples: [Example] = []
    try old.forEachExample { examples.append($0) }
    // The sets that follow from the logits: a sigmoid of a half is a logit of 0.
    let sets = examples.map { example in zip(old.settings.labels, example.logits).filter { $0.1 >= 0 }.map(\.0) }
    #expect(examples.map(\.predictedLabels) == sets && Set(sets.map(\.count)) == [0, 1, 2])
    #expect(examples.allSatisfy { $0.labels == $0.label.map { [$0] } })
    let (agreement, summaries) = (try old.labelSetAgreement(), try old.labelSummaries())
    let scanned = try old.labelSummaries(ExampleFilter(length: 0...512))
    #expect(summaries == scanned)
    let totals = try old.settings.labels.map { try old.tokenTotals(label: nil, predicted: $0, units: .words, includeSpecial: false) }

    try AttributionStore.openForWriting(at: url, settings: old.settings).close()
    let new = try AttributionStore.openForReading(at: url)
    #expect(try new.summary().schemaVersion == Schema.version && new.summary().examples == examples.count)
    #expect(new.settings.threshold == 0.5)
    #expect(try new.verify { Issue.record("\($0)") }.recounted)
    var migrated: [Example] = []
    try new.forEachExample { migrated.append($0) }
    #expect(migrated == examples)
    #expect(try new.labelSetAgreement() == agreement && new.labelSummaries() == summaries)
    let migratedTotals = try new.settings.labels
      .map { try new.tokenTotals(label: nil, predicted: $0, units: .words, includeSpecial: false) }
    #expect(migratedTotals == totals)
    for label in new.settings.labels {
      #expect(try new.count(ExampleFilter(predicted: label)) == sets.filter { $0.contains(label) }.count)
      let kept = try #require(try new.tokenTotals(label: nil, predicted: label, units: .pieces, includeSpecial: true))
      #expect(kept.examples == sets.filter { $0.contains(label) }.count)
      let tokens = zip(examples, sets).reduce(0) { $0 + ($1.1.contains(label) ? $1.0.tokens.count : 0) }
      #expect(kept.entries.reduce(0) { $0 + $1.count } == tokens)
    }
    let all = try #require(try new.tokenTotals(label: nil, predicted: nil, units: .pieces, includeSpecial: true))
    #expect(all.examples == examples.count && all.entries.reduce(0) { $0 + $1.count } == examples.reduce(0) { $0 + $1.tokens.count })
  }

  @Test(arguments: [1, 2]) func aMigratedStoreTakesTextsOfSeveralLabels(version: Int) throws {
    let url = try store(version: version)
    let settings = try AttributionStore.openForReading(at: url).settings
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let before = try store.count(ExampleFilter(label: "positive"))
    let layers = settings.layers == .all ? 3 : 0
    var record = StoreSamples.record(row: 99, words: 4, layers: layers, kept: settings.columns.keep.map { _ in nil })
    (record.labels, record.logits) = (["negative", "positive"], [1, 1])
    try store.write([PackedExample(record, form: store.form)], run: try store.beginRun(StoreSamples.run))
    #expect(try store.count(ExampleFilter(label: "positive")) == before + 1)
    #expect(try store.example(id: "ex99")?.predictedLabels == ["negative", "positive"])
    try store.close()
    #expect(try AttributionStore.openForReading(at: url).verify { Issue.record("\($0)") }.recounted)
  }
}
