import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// Scores of a text that was split into windows, by signed and unsigned methods.
struct JoinedResultsTests {
  /// Two windows over the five tokens of a text, special ones included: "a b" and "b c".
  private let windows: [WindowRecord] = [
    window(first: 1, unsigned: [0.25, 0.25, 0.25, 0.25], signed: [0.5, 1, -2, 0.25], bias: 1, logit: 0.75),
    window(first: 2, unsigned: [0.5, 0.125, 0.25, 0.125], signed: [-0.5, 4, 1, 0.75], bias: -3, logit: 2.25),
  ]

  private static func window(first: Int, unsigned: [Float], signed: [Float], bias: Double, logit: Double) -> WindowRecord {
    WindowRecord(
      first: first,
      results: [
        AttributionResult(.nEnc, scores: unsigned),
        AttributionResult(TwoMethodsStore.signed, className: "positive", scores: signed, bias: bias, logit: logit),
      ], logits: [0, Float(logit)], predicted: "positive", confidence: 0.75, value: nil)
  }

  @Test("signed scores, bias and logit are sums over the windows divided by their number, and still add up")
  func signed() throws {
    let joined = AttributionResult.joined(of: windows, count: 5)
    #expect(joined.count == 2 && joined.allSatisfy { $0.final == nil && $0.layers.isEmpty })
    let result = joined[1]
    #expect(result.method == TwoMethodsStore.signed && result.className == "positive")
    // [CLS] and [SEP] are in both windows, b is in both, a and c are in one.
    #expect(result.scores == [0, 0.5, 1, 0.5, 0.5])
    #expect(result.bias == -1 && result.logit == 1.5)
    #expect(result.scores.reduce(-1) { $0 + Double($1) } == 1.5)
  }

  @Test("unsigned scores are means over the windows that contain a token, divided by their sum")
  func unsigned() {
    let means: [Float] = [0.375, 0.25, 0.1875, 0.25, 0.1875]
    #expect(AttributionResult.joined(of: windows, count: 5)[0].scores == means.map { $0 / 1.25 })
    #expect(WindowRecord.joinedScores(of: windows, count: 5) == means.map { $0 / 1.25 })
  }

  @Test("a store returns the windows' own results and the joined ones, verifies them, and removes all of them")
  func stored() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("windows.store")
    var settings = StoreSamples.settings()
    (settings.methods, settings.stride) = ([MethodSettings(.nEnc), MethodSettings(TwoMethodsStore.signed)], 1)
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    var record = StoreSamples.record(row: 1, words: 3)
    record.results = AttributionResult.joined(of: windows, count: 5)
    let matrix = ScaledMatrix(size: 4, values: [Float](repeating: 0.5, count: 16), exponent: 0)
    let encoded = windows.map { PackedWindow($0, final: matrix, layers: [], form: store.form) }
    var other = StoreSamples.record(row: 2)
    other.results.append(
      AttributionResult(TwoMethodsStore.signed, className: "negative", scores: other.tokens.map { _ in 0.25 }, bias: 0, logit: nil))
    try store.write([PackedExample(record, windows: encoded, form: store.form), PackedExample(other, form: store.form)], run: run)
    #expect(try store.windows(exampleID: record.id) == windows)
    #expect(try store.results(exampleID: record.id) == record.results)
    #expect(try store.results(exampleID: other.id).map(\.className) == [nil, "negative"])
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    let totals = try store.tokenTotals(
      label: nil, predicted: nil, units: .pieces, includeSpecial: true,
      scores: ScoreSelection(TwoMethodsStore.signed, className: .named("positive")))
    #expect(totals?.examples == 1 && totals?.entries.reduce(0) { $0 + $1.total } == 2.5)
    #expect(try store.remove(ids: [record.id]) == 1)
    #expect(try store.verify { Issue.record("\($0)") }.examples == 1)
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM score") } == 1)
    try store.finishRun(run, StoreSamples.run)
    try store.close()
  }
}
