import Foundation
import Support
import TestSupport
import Testing

@testable import Store

/// Signed scores where kept totals do not answer: with more classes than totals are kept for, and with sets of labels.
struct ManyClassesTests {
  private static let signed = TwoMethodsStore.signed

  /// Rows with scores for each class, computed from row, class and position.
  private func records(_ classes: [String], hasSets: Bool) -> [SampleExample] {
    (1...60).map { row in
      let (gold, predicted) = (row % classes.count, (row * row / 2) % classes.count)
      var record = StoreSamples.record(row: row, words: 3)
      (record.label, record.predicted) = (classes[gold], classes[predicted])
      if hasSets { record.labels = [gold, (gold + 1) % classes.count].sorted().map { classes[$0] } }
      record.logits = classes.indices.map { $0 == predicted ? 2 : hasSets && $0 == gold ? 1 : -1 }
      record.results = classes.enumerated().map { place, name in
        AttributionResult(Self.signed, className: name, scores: record.tokens.indices.map { Float((row + 3 * place + $0) % 7 - 3) / 4 })
      }
      return record
    }
  }

  private func expect(
    _ filter: ExampleFilter, _ choice: ScoreSelection.ClassChoice, in store: AttributionStore, _ chosen: [SampleExample],
    className: (SampleExample) -> String?
  ) throws {
    let selection = ScoreSelection(Self.signed, className: choice)
    for length in [nil, 0...99] {
      var filter = filter
      filter.length = length
      let totals = try #require(try store.topTokens(TokenQuery(filter, order: .count, scores: selection)))
      #expect(totals.examples == chosen.count && !chosen.isEmpty)
      var sums: [String: Int64] = [:]
      for record in chosen {
        let scores = try #require(record.results.first { $0.className == className(record) }).scores
        for (token, score) in zip(record.tokens, scores) where !token.isSpecial {
          sums[token.piece, default: 0] += FixedPoint.integer(score)
        }
      }
      #expect(Dictionary(uniqueKeysWithValues: totals.entries.map { ($0.token, $0.fixedPointTotal) }) == sums, "\(filter)")
      filter.scores = selection
      #expect(try store.count(filter) == chosen.count)
      var listed = 0
      #expect(try store.forEachExample(filter) { _ in listed += 1 } == chosen.count && listed == chosen.count)
    }
  }

  @Test(arguments: [2, 9], [false, true])
  func `examples with scores for their predicted class alone are all counted`(count: Int, hasSets: Bool) throws {
    let classes = (0..<count).map { "class \($0)" }
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("classes.store")
    var settings = StoreSamples.settings(labels: classes)
    if hasSets { (settings.problemType, settings.threshold) = (.multiLabel, 0.5) }
    settings.methods = [MethodSettings(.nEnc), MethodSettings(Self.signed)]
    let records = records(classes, hasSets: hasSets).map { record in
      var record = record
      let own = record.results.filter { $0.className == record.predicted }
      let size = record.tokens.count
      let final = ScaledMatrix(size: size, values: [Float](repeating: 0.5, count: size * size), exponent: 0)
      record.results = [AttributionResult(.nEnc, scores: [Float](repeating: 0.25, count: size), final: final)] + own
      return record
    }
    try StoreSamples.write(records, to: url, settings: settings)
    let scored = try AttributionStore.openForReading(at: url).scored(by: Self.signed)
    #expect(scored.examples == 60 && Set(scored.classes) == Set(records.compactMap(\.predicted)))
  }

  @Test(arguments: [2, 8, 9])
  func `any class of any slice can be asked for, by totals or by a scan`(count: Int) throws {
    let classes = (0..<count).map { "class \($0)" }
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("classes.store")
    var settings = StoreSamples.settings(labels: classes)
    settings.methods = [MethodSettings(Self.signed)]
    let records = records(classes, hasSets: false)
    try StoreSamples.write(records, to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    for filter in [
      ExampleFilter(), ExampleFilter(label: classes[1]), ExampleFilter(predicted: classes[0]),
      ExampleFilter(label: records[5].label, predicted: records[5].predicted),
    ] {
      let chosen = records.filter { (filter.label ?? $0.label) == $0.label && (filter.predicted ?? $0.predicted) == $0.predicted }
      try expect(filter, .named(classes[1]), in: store, chosen) { _ in classes[1] }
      try expect(filter, .predicted, in: store, chosen) { $0.predicted }
      try expect(filter, .gold, in: store, chosen) { $0.label }
    }
    var named = ExampleFilter(label: classes[1])
    named.scores = ScoreSelection(Self.signed, className: .named(classes[1]))
    #expect(try store.keepsTotals(of: named) == (count <= 8))
    named.scores = ScoreSelection(Self.signed)
    #expect(try store.keepsTotals(of: named))
  }

  @Test func `with sets of labels the class of the highest sigmoid is the predicted one`() throws {
    let classes = ["joy", "fear", "anger"]
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("sets.store")
    var settings = StoreSamples.settings(labels: classes, problemType: .multiLabel)
    settings.methods = [MethodSettings(Self.signed)]
    let records = records(classes, hasSets: true)
    try StoreSamples.write(records, to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    try expect(ExampleFilter(), .predicted, in: store, records) { $0.predicted }
    try expect(ExampleFilter(label: "joy"), .named("joy"), in: store, records.filter { $0.labels?.contains("joy") ?? false }) { _ in "joy" }
    try expect(ExampleFilter(label: "joy"), .predicted, in: store, records.filter { $0.labels?.contains("joy") ?? false }) { $0.predicted }
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
  }
}
