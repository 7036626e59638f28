import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// The scores of each method, and of each class, have the same properties as the scores of a single method.
struct TwoMethodsTests {
  let directory: TemporaryDirectory
  let url: URL
  private let rows = 1...40

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("methods.store")
    try TwoMethodsStore.write(rows: rows, to: url)
  }

  private func damages(_ store: AttributionStore) throws -> [Damage] {
    var damages: [Damage] = []
    _ = try store.verify { damages.append($0) }
    return damages
  }

  private func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// The sum of a piece's scores over some records, in units of 2^-32.
  private func total(of piece: String, in records: [SampleExample], _ scores: (SampleExample) -> [Float]) -> Int64 {
    records.reduce(0) { sum, record in
      zip(record.tokens, scores(record)).reduce(sum) { $1.0.piece == piece && !$1.0.isSpecial ? $0 + FixedPoint.integer($1.1) : $0 }
    }
  }

  @Test("a store lists its methods and returns the results of each, for each class")
  func readingBack() throws {
    let store = try AttributionStore.openForReading(at: url)
    #expect(store.settings.methods == TwoMethodsStore.settings.methods)
    for row in rows {
      let record = TwoMethodsStore.record(row: row)
      var expected = record.results
      for place in expected.indices { expected[place].final = nil }
      #expect(try store.results(exampleID: record.id) == expected)
      #expect(try store.matrix(exampleID: record.id, layer: .final) == record.final)
      #expect(try store.matrix(exampleID: record.id, layer: .final, method: TwoMethodsStore.flow) == record.results[3].final)
      #expect(try store.matrix(exampleID: record.id, layer: .final, method: TwoMethodsStore.signed) == nil)
      #expect(try store.example(id: record.id)?.tokens == record.tokens)
    }
    #expect(try store.results(exampleID: "none") == [])
    #expect(try damages(store) == [])
    #expect(try store.verify { _ in }.recounted)
    let shown = try store.read {
      try Row.fetchAll($0, sql: "SELECT * FROM score_view WHERE example = 'ex7' ORDER BY method, aggregate, class")
    }
    #expect(shown.map { $0["class"] as String? } == ["negative", "positive", nil])
    #expect(shown.map { $0["method"] as String } == ["decompx-linear", "decompx-linear", "n-enc"])
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM score_view") } == 3 * rows.count)
  }

  @Test("totals belong to a method and a class; by default, to the first method")
  func totals() throws {
    let store = try AttributionStore.openForReading(at: url)
    let records = rows.map(TwoMethodsStore.record)
    let first = try #require(try store.tokenTotals(label: "positive", predicted: nil, units: .pieces, includeSpecial: false))
    for (name, selection, scores) in [
      ("first", nil, { $0.results[0].scores }),
      ("negative", ScoreSelection(TwoMethodsStore.signed, className: .named("negative")), { $0.results[1].scores }),
      ("positive", ScoreSelection(TwoMethodsStore.signed, className: .named("positive")), { $0.results[2].scores }),
      ("predicted", ScoreSelection(TwoMethodsStore.signed), { $0.results[$0.predicted == "negative" ? 1 : 2].scores }),
      (
        "gold", ScoreSelection(TwoMethodsStore.signed, className: .gold), { $0.results[$0.label == "negative" ? 1 : 2].scores }
      ),
      ("flow", ScoreSelection(TwoMethodsStore.flow), { $0.results[3].scores }),
    ] as [(String, ScoreSelection?, (SampleExample) -> [Float])] {
      for (label, predicted) in [("positive", nil), (nil, "negative"), (nil, nil), ("negative", "positive")] as [(String?, String?)] {
        let chosen = records.filter { (label == nil || $0.label == label) && (predicted == nil || $0.predicted == predicted) }
        let totals = try #require(
          try store.tokenTotals(label: label, predicted: predicted, units: .pieces, includeSpecial: false, scores: selection))
        #expect(totals.examples == chosen.count, "\(name)")
        for piece in ["film", "good", "##ing"] {
          let entry = totals.entries.first { $0.token == piece }
          #expect(entry.map { FixedPoint.integer($0.total) } ?? 0 == total(of: piece, in: chosen, scores), "\(name) \(piece)")
        }
        // A scan of the same examples gives the same totals.
        let scanned = try store.topTokens(
          TokenQuery(ExampleFilter(label: label, predicted: predicted, length: 0...512), order: .count, scores: selection))
        #expect(
          try store.topTokens(TokenQuery(ExampleFilter(label: label, predicted: predicted), order: .count, scores: selection)) == scanned)
      }
    }
    #expect(first.examples == records.filter { $0.label == "positive" }.count)
    #expect(throws: StoreError.self) {
      try store.tokenTotals(
        label: nil, predicted: nil, units: .words, includeSpecial: false, scores: ScoreSelection(Method(name: "w", aggregate: .rollout)))
    }
    #expect(throws: StoreError.self) {
      try store.tokenTotals(
        label: nil, predicted: nil, units: .words, includeSpecial: false,
        scores: ScoreSelection(TwoMethodsStore.signed, className: .named("neutral")))
    }
  }

  @Test("removed, replaced and pruned examples leave no results: the store equals a store of the other examples")
  func revising() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: TwoMethodsStore.settings)
    let run = try store.beginRun(StoreSamples.run)
    #expect(try store.remove(ids: ["ex3", "ex4"]) == 2)
    var replaced = TwoMethodsStore.record(row: 50)
    (replaced.id, replaced.row) = ("ex5", 5)
    var example = PackedExample(replaced, form: store.form)
    example.replaces = true
    try store.write([example], run: run)
    #expect(try store.prune(run: run) { key, _ in key > 2 } == 2)
    try store.finishRun(run, StoreSamples.run)
    try store.close()
    let other = directory.url.appendingPathComponent("other.store")
    try StoreSamples.write((6...40).map(TwoMethodsStore.record) + [replaced], to: other, settings: TwoMethodsStore.settings)
    let (one, two) = (try AttributionStore.openForReading(at: url), try AttributionStore.openForReading(at: other))
    #expect(try one.digest() == two.digest())
    #expect(try damages(one) == [])
    #expect(try one.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM score") } == 36 * 3)
  }

  @Test(
    "the digest is another where a score, a bias, a class or a method is",
    arguments: [
      { $0.results[1].scores[1] = 0.375 }, { $0.results[2].bias = 3 }, { $0.results[3].scores[0] = 0.5 },
      { $0.results[3].final?.exponent = 2 }, { $0.results.remove(at: 2) },
    ] as [@Sendable (inout SampleExample) -> Void])
  func digests(change: @Sendable (inout SampleExample) -> Void) throws {
    let other = directory.url.appendingPathComponent("other.store")
    var records = rows.map(TwoMethodsStore.record)
    change(&records[4])
    try StoreSamples.write(records, to: other, settings: TwoMethodsStore.settings)
    #expect(try AttributionStore.openForReading(at: other).digest() != AttributionStore.openForReading(at: url).digest())
  }

  @Test(
    "verify names a damaged score, repair drops its example and keeps all methods of the others",
    arguments: [
      ("UPDATE score SET scores = zeroblob(length(scores)) WHERE", "ex7"), ("UPDATE score SET bias = bias + 0.5 WHERE", "ex7"),
      ("UPDATE score SET class = 3 - class WHERE", "ex7"), ("UPDATE score SET window = 1 WHERE", "ex7"),
      ("UPDATE score SET checksum = checksum + 1 WHERE", "ex7"), ("UPDATE score SET method = 2 WHERE", "ex7"),
      // The row becomes a row of another example.
      ("UPDATE score SET key = key + 3 * (1 << 20) + 9 WHERE", "ex10"),
    ])
  func damaged(sql: String, named: String) throws {
    let score = "key = (SELECT key FROM example WHERE id = 'ex7') * (1 << 20)"
    try change("\(sql) \(score)")
    let store = try AttributionStore.openForReading(at: url)
    let found = try damages(store)
    #expect(
      !found.isEmpty && found.allSatisfy { ["score", "matrix"].contains($0.table) || $0.description.contains("recount") }, "\(found)")
    let dropped = Dropped()
    let outcome = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { dropped.ids.append($0) })
    #expect(outcome.damages > 0 && outcome.kept + outcome.dropped == rows.count)
    #expect(dropped.ids == [named])
    let repaired = try AttributionStore.openForReading(at: url)
    #expect(try damages(repaired) == [])
    for id in ["ex6", "ex9"] {
      #expect(try repaired.results(exampleID: id).map(\.method.name) == ["n-enc", "decompx-linear", "decompx-linear", "n-enc"])
    }
  }

  private final class Dropped {
    var ids: [String] = []
  }

  @Test("the recount finds a lost score, and totals that differ from the scores of their method")
  func recounted() throws {
    try change("DELETE FROM score WHERE key = (SELECT key FROM example WHERE id = 'ex7') * (1 << 20)")
    #expect(
      try damages(AttributionStore.openForReading(at: url)).contains {
        $0.description.contains(", by decompx-linear, for class 'negative' are not")
      })
  }

  @Test("a damaged method is found when the store is opened")
  func damagedMethod() throws {
    try change("UPDATE method SET name = 'decompx' WHERE id = 1")
    #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: url) }
  }

  @Test("a later run needs the store's methods and may add further ones")
  func growing() throws {
    let other = directory.url.appendingPathComponent("one.store")
    try StoreSamples.write((1...5).map { StoreSamples.record(row: $0) }, to: other)
    let grown = try AttributionStore.openForWriting(at: other, settings: TwoMethodsStore.settings)
    #expect(grown.settings.methods == TwoMethodsStore.settings.methods)
    let run = try grown.beginRun(StoreSamples.run)
    try grown.write(
      (1...6).map { row in
        var example = PackedExample(TwoMethodsStore.record(row: row), form: grown.form)
        example.replaces = true
        return example
      }, run: run)
    try grown.finishRun(run, StoreSamples.run)
    try grown.close()
    let fresh = directory.url.appendingPathComponent("fresh.store")
    try TwoMethodsStore.write(rows: 1...6, to: fresh)
    #expect(try AttributionStore.openForReading(at: other).digest() == AttributionStore.openForReading(at: fresh).digest())
    #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: other, settings: StoreSamples.settings()) }
  }
}
