import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// A store whose second method, a signed one, has scores of every other example only.
struct LaterMethodTests {
  let directory: TemporaryDirectory
  let url: URL
  private let records: [SampleExample]
  private static let signed = ScoreSelection(TwoMethodsStore.signed, className: .named("positive"))

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("later.store")
    records = (1...40).map { row in
      // Rows 1 and 2 are copies, and so are 4 and 6.
      let words = row < 3 ? ["the", "film", "was", "good"] : [4, 6].contains(row) ? ["not", "bad", "fine"] : nil
      var record =
        words.map { StoreSamples.record(row: row, label: "negative", predicted: "positive", words: $0) } ?? StoreSamples.record(row: row)
      if row % 2 == 0 { record.results += TwoMethodsStore.classes.map { TwoMethodsStore.result(record, className: $0) } }
      return record
    }
    var settings = StoreSamples.settings()
    settings.methods += [MethodSettings(TwoMethodsStore.signed)]
    try StoreSamples.write(records, to: url, settings: settings)
  }

  @Test func `both sides of a comparison, and examples that are on both, have the scores`() throws {
    let store = try AttributionStore.openForReading(at: url)
    for (scores, chosen) in [(nil, records), (Self.signed, records.filter { $0.row % 2 == 0 })] {
      let query = TokenQuery(
        ExampleFilter(label: "negative"), units: .words, order: .contrast, versus: ExampleFilter(length: 0...99), scores: scores)
      let totals = try #require(try store.topTokens(query))
      let negative = chosen.count { $0.label == "negative" }
      #expect(totals.examples == negative && totals.overlap == negative && totals.others == chosen.count - negative)
    }
  }

  @Test func `an example without the scores is no copy of one with them`() throws {
    let store = try AttributionStore.openForReading(at: url)
    let filter = ExampleFilter(label: "negative", predicted: "positive")
    let query = TokenQuery(filter, units: .words, order: .count, copies: .folded, scores: Self.signed)
    let scored = records.filter { $0.row % 2 == 0 && $0.label == "negative" && $0.predicted == "positive" }
    let totals = try #require(try store.topTokens(query))
    let texts = Set(scored.map { $0.example.words.map(\.name).sorted() })
    // All other texts differ.
    #expect(texts.count == scored.count - 1)
    #expect(totals.copies == 1 && totals.examples == scored.count - 1)
    #expect(totals.entries.first { $0.token == "film" }?.texts == scored.count { $0.example.words.contains { $0.name == "film" } })
    let told = try #require(try store.topTokens(TokenQuery(filter, units: .words, order: .count, copies: .told, scores: Self.signed)))
    let fine = scored.filter { $0.example.words.contains { $0.name == "fine" } }
    #expect(told.entries.first { $0.token == "fine" }?.texts == fine.count)
    #expect(told.entries.first { $0.token == "fine" }?.distinctTexts == fine.count - 1)
  }

  @Test func `verify allows the rounding of scores and their sum, and no more`() throws {
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    var damages: [String] = []
    let queue = try DatabaseQueue(path: url.path, configuration: StoreFile(url).configuration(readonly: false))
    try queue.write { database in
      let select = try DirectStatement("SELECT \(ScoreFields.columns.list) FROM score ORDER BY key LIMIT 1", in: database)
      #expect(try select.step())
      var row = ScoreFields(at: select)
      select.reset()
      row.bias = (row.bias ?? 0) + 0.0009
      try database.execute(sql: "UPDATE score SET bias = ?, checksum = ? WHERE key = ?", arguments: [row.bias, row.sum, row.key])
    }
    try queue.close()
    _ = try AttributionStore.openForReading(at: url).verify { damages.append($0.description) }
    #expect(
      damages == ["table score: the scores of example 'ex2' by decompx-linear for 'negative' and their bias do not add up to the logit"])
  }

  @Test func `the tolerance is half a step a token, and the rounding of the sum`() throws {
    var random = RandomNumbers(seed: 3)
    for count in [2, 30, 512] {
      for scale in [Float(1), 1e4] {
        let scores = random.floats(count, in: -scale...scale)
        let bias = Double.random(in: -10...10, using: &random)
        // A method may add up in single precision.
        let logit = Double(scores.reduce(Float(bias), +))
        for codec in ScoreCodec.allCases {
          let stored = try ScoreCodec.decode(codec.encode(scores), count: count)
          let error = abs(stored.reduce(bias) { $0 + Double($1) } - logit)
          let allowed = ScoreChecks.tolerance(of: stored, in: codec, bias: bias, logit: logit)
          #expect(error <= allowed, "\(codec) \(count)")
          #expect(allowed < Double(count) * Double(scale) * 1e-4)
        }
      }
    }
  }

  @Test func `scores by a method with matrices are not packed without its matrices`() async {
    await #expect(processExitsWith: .failure) {
      let directory = try TemporaryDirectory()
      let url = directory.url.appendingPathComponent("flow.store")
      let store = try AttributionStore.openForWriting(at: url, settings: TwoMethodsStore.settings)
      var record = TwoMethodsStore.record(row: 1)
      record.results[3].final = nil
      _ = PackedExample(record, form: store.form)
    }
    await #expect(processExitsWith: .success) {
      let directory = try TemporaryDirectory()
      let url = directory.url.appendingPathComponent("flow.store")
      let store = try AttributionStore.openForWriting(at: url, settings: TwoMethodsStore.settings)
      _ = PackedExample(TwoMethodsStore.record(row: 1), form: store.form)
      try store.close()
    }
  }
}
