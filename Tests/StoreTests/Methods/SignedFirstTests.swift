import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A store whose first method is signed: the rows of its examples have no scores.
struct SignedFirstTests {
  @Test("the scores of a regression model are of no class")
  func regression() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("regression.store")
    var settings = StoreSamples.settings(labels: ["score"], problemType: .regression)
    settings.methods = [MethodSettings(TwoMethodsStore.signed)]
    let records = (1...20).map { row in
      var record = StoreSamples.record(row: row, label: nil, predicted: nil, words: ["film", row < 9 ? "good" : "bad"])
      record.logits = [Float(row)]
      record.results = [AttributionResult(TwoMethodsStore.signed, scores: [0, 1, -0.5, 0], bias: Double(row) - 0.5, logit: Double(row))]
      return record
    }
    try StoreSamples.write(records, to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    for filter in [ExampleFilter(), ExampleFilter(length: 0...9)] {
      let totals = try #require(try store.topTokens(TokenQuery(filter, order: .total)))
      #expect(totals.examples == 20 && totals.entries.map(\.total) == [20, -4, -6])
    }
    let example = try #require(try store.example(id: "ex3", scores: ScoreSelection(TwoMethodsStore.signed)))
    #expect(example.explanation == Example.Explanation(className: nil, bias: 2.5, logit: 3))
    #expect(try store.scored(by: TwoMethodsStore.signed).examples == 20)
  }

  @Test("examples and totals have the scores of the predicted class, and everything can be verified and repaired")
  func signedOnly() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("signed.store")
    var settings = StoreSamples.settings()
    settings.methods = [MethodSettings(TwoMethodsStore.signed)]
    let records = (1...20).map { row in
      var record = StoreSamples.record(row: row)
      record.results = TwoMethodsStore.classes.map { TwoMethodsStore.result(record, className: $0) }
      return record
    }
    try StoreSamples.write(records, to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    func predicted(_ record: SampleExample) -> AttributionResult { record.results[record.predicted == "negative" ? 0 : 1] }
    for record in records {
      #expect(try store.example(id: record.id)?.tokens.map(\.score) == predicted(record).scores)
      #expect(try store.results(exampleID: record.id) == record.results)
    }
    let expected = records.filter { $0.label == "positive" }
    let totals = try #require(try store.tokenTotals(label: "positive", predicted: nil, units: .pieces, includeSpecial: true))
    #expect(totals.examples == expected.count)
    #expect(totals.entries.reduce(0) { $0 + $1.total } == expected.reduce(0) { $0 + predicted($1).scores.reduce(0) { $0 + Double($1) } })
    #expect(try store.summary().examples == 20 && store.labelSummaries().reduce(0) { $0 + $1.examples } == 20)

    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: "UPDATE score SET bias = bias + 0.5 WHERE key = (SELECT min(key) FROM score)") }
    try queue.close()
    var dropped: [String] = []
    let outcome = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { dropped.append($0) })
    #expect(outcome.kept == 19 && dropped == ["ex1"])
    let repaired = try AttributionStore.openForReading(at: url)
    #expect(try repaired.verify { Issue.record("\($0)") }.recounted)
    for record in records.dropFirst() { #expect(try repaired.results(exampleID: record.id) == record.results) }
  }
}
