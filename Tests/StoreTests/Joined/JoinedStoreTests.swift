import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// Several stores, opened as one.
struct JoinedStoreTests {
  @Test func `where only a sample of the ids is compared, that is told`() throws {
    let samples = try JoinedSamples(rows: 12)
    let joined = try AttributionStore.openForReading(at: samples.parts)
    #expect(try joined.doubtOfIDs() == nil)
    #expect(try joined.doubtOfIDs(beyond: 11)?.hasPrefix("of 12 examples, only a sample of the ids was compared") == true)
    #expect(try AttributionStore.openForReading(at: samples.whole).doubtOfIDs(beyond: 11) == nil)
  }

  @Test(arguments: JoinedSamples.Kind.allCases)
  func `totals, counters, digest and examples are those of one store`(_ kind: JoinedSamples.Kind) throws {
    let samples = try JoinedSamples(kind)
    let (whole, joined) = (try AttributionStore.openForReading(at: samples.whole), try AttributionStore.openForReading(at: samples.parts))
    #expect(try joined.digest() == whole.digest())
    #expect(try joined.labelSummaries() == whole.labelSummaries())
    #expect(try joined.labels() == whole.labels() && joined.labels().contains("mixed"))
    for units in [TokenTotals.Units.pieces, .words] {
      for label in [nil, "negative", "mixed", "zeta", "nobody"] {
        let totals = try joined.tokenTotals(label: label, predicted: nil, units: units, includeSpecial: true)
        #expect(try totals == whole.tokenTotals(label: label, predicted: nil, units: units, includeSpecial: true))
        #expect((totals == nil) == (label == "nobody" || label == "zeta" && kind == .multiLabel))
      }
    }
    var examples: [Example] = []
    try whole.forEachExample { examples.append($0) }
    #expect(examples.count == 90)
    for example in examples {
      #expect(try joined.example(id: example.id) == example)
      #expect(try joined.results(exampleID: example.id) == whole.results(exampleID: example.id))
      #expect(try joined.windows(exampleID: example.id) == whole.windows(exampleID: example.id))
      #expect(try joined.layerCount(exampleID: example.id) == whole.layerCount(exampleID: example.id))
    }
    for order in [ExampleFilter.Order.row, .mostConfident] {
      var places: [[String]] = []
      for store in [whole, joined] {
        var found: [String] = []
        try store.forEachExample(ExampleFilter(order: order)) { found.append($0.id) }
        places.append(found)
      }
      #expect(places[0] == places[1] && places[0].count == 90)
    }
    #expect(joined.parts.count == 3 && whole.parts.isEmpty)
    #expect(try joined.summary().fileBytes == samples.parts.map { try Data(contentsOf: $0).count }.reduce(0, +))
  }

  /// What a user of SQLite would see as a scan of a whole table is a lookup here, in each store.
  @Test func `rows are found by key, id and slice without a scan`() throws {
    let samples = try JoinedSamples(.twoMethods)
    let store = try AttributionStore.openForReading(at: samples.parts)
    try store.read { database in
      let scoring = try store.settings.scoring(ScoreSelection(JoinedSamples.signed))
      for sql in [
        "SELECT \(ExampleReader.columns) FROM example WHERE \(KeyedTable.example.hasKey("?1", in: database))",
        "SELECT \(ExampleReader.columns) FROM example WHERE example.id = ?",
        "SELECT \(ScoreFields.columns.list) FROM score WHERE \(KeyedTable.score.hasKey(from: "?1", through: "?2", in: database)) ORDER BY key",
        "SELECT count(*) FROM matrix WHERE \(KeyedTable.matrix.hasKey(from: "?1", through: "?2", in: database))",
        "SELECT \(WordTotal.columns.list(skipping: 1)) FROM word_total WHERE slice = ?",
        "SELECT \(TokenTotal.columns.list(skipping: 2)) FROM token_total WHERE slice = ? AND special = ?",
        "SELECT \(PieceFields.columns.list) FROM token WHERE id = ?",
      ] {
        let plan = try Row.fetchAll(
          database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: sql.contains("?2") || sql.hasSuffix("special = ?") ? [1, 2] : [1]
        )
        .map { $0["detail"] as String }
        #expect(plan.filter { $0.hasPrefix("SEARCH") }.count >= 3, "\(sql): \(plan)")
        // The rows that a lookup found are counted from memory.
        #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") || $0 == "SCAN matrix" }, "\(sql): \(plan)")
      }
      // The scores of each example of a scan are looked up.
      let scan = "SELECT \(ScanColumn.list(scoring, in: database)) FROM example NOT INDEXED"
      let plan = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + scan).map { $0["detail"] as String }
      #expect(plan.filter { $0.hasPrefix("SEARCH part") && $0.contains(".score USING INTEGER PRIMARY KEY") }.count == 9, "\(plan)")
      #expect(!plan.contains { $0.hasPrefix("SCAN") && $0.contains(".score") }, "\(plan)")
    }
  }

  private func change(_ url: URL, _ sql: String) throws {
    try DatabaseQueue(path: url.path).inDatabase { try $0.execute(sql: sql) }
  }

  @Test func `a damaged counter is refused with the name of its store`() throws {
    let samples = try JoinedSamples()
    try change(samples.parts[1], "UPDATE slice SET examples = examples + 1 WHERE gold = 1 AND predicted = 1")
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: samples.parts) }
    #expect(
      error?.isDamage == true && error?.description.contains("the store \(samples.parts[1].relativePath): ") == true,
      "\(error.debugDescription)")
  }

  @Test func `damaged totals, labels and records are found`() throws {
    let samples = try JoinedSamples()
    try change(samples.parts[2], "UPDATE word_total SET total = total + 4 WHERE word = 'film'")
    try change(samples.parts[1], "UPDATE label SET name = 'mixeb' WHERE name = 'mixed'")
    try change(samples.parts[0], "UPDATE matrix SET exponent = exponent + 1 WHERE key >> 10 = 1 AND key & 1023 = 0")
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: samples.parts) }
    #expect(error?.isDamage == true && error?.description.contains("part-1") == true)
    try change(samples.parts[1], "UPDATE label SET name = 'mixed' WHERE name = 'mixeb'")
    let store = try AttributionStore.openForReading(at: samples.parts)
    let damage = #expect(throws: StoreError.self) {
      try store.tokenTotals(label: "negative", predicted: nil, units: .words, includeSpecial: false)
    }
    #expect(damage?.isDamage == true && damage?.description.contains("the word 'film'") == true)
    // The first example of the first part is the last row.
    #expect(throws: StoreError.self) { try store.matrix(exampleID: "ex90", layer: .final) }
    #expect(try store.matrix(exampleID: "ex89", layer: .final) != nil)
  }

  @Test(arguments: [true, false])
  func `an example of two stores is found`(isThorough: Bool) throws {
    let samples = try JoinedSamples(rows: 12)
    let url = samples.directory.url.appendingPathComponent("more")
    try JoinedSamples.write([20, 21, 7, 22], .plain, to: url)
    let files = [samples.parts[0], samples.parts[1], url].map { StoreFile($0) }
    let queue = try DatabaseQueue()
    try queue.inDatabase { database in
      RowFunctions.register(on: database)
      RowChecksum.register(on: database)
      let joined = JoinedParts(files, classes: 2, in: database)
      try joined.attach()
      try JoinedViews(3, classes: 2, changed: [], in: database).createExamples()
      let error = #expect(throws: StoreError.self) { try RepeatedIDs(files, in: database).refuse(isThorough: isThorough) }
      #expect(error?.description.contains("the example 'ex7' is in the store") == true)
      #expect(throws: Never.self) { try RepeatedIDs(Array(files.prefix(2)), in: database).refuse(isThorough: false) }
    }
  }

  @Test func `a store of a run that is going on is read as it was when it was opened`() throws {
    let samples = try JoinedSamples(rows: 12)
    let writer = try AttributionStore.openForWriting(at: samples.parts[0], settings: JoinedSamples.settings(.plain))
    let store = try AttributionStore.openForReading(at: samples.parts)
    let run = try writer.beginRun(StoreSamples.run)
    try writer.write([PackedExample(StoreSamples.record(row: 100, layers: 2, kept: [nil]), form: writer.form)], run: run)
    #expect(try store.summary().examples == 12 && store.example(id: "ex100") == nil)
    var ids: [String] = []
    try store.forEachExample { ids.append($0.id) }
    #expect(ids.count == 12)
    #expect(try AttributionStore.openForReading(at: samples.parts).summary().examples == 13)
    try writer.finishRun(run, StoreSamples.run)
    withExtendedLifetime(store) {}
  }
}
