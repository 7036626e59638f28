import Foundation
import Support
import TestSupport
import Testing

@testable import Store

/// The ranking by contrast of signed scores.
struct SignedContrastTests {
  @Test(arguments: [ExampleFilter(label: "negative"), ExampleFilter(label: "negative", length: 0...99)])
  func `contrast and q of signed scores are scipy's, from kept totals and from a scan`(filter: ExampleFilter) throws {
    let fixture = try ContrastFixture("signed-", predicted: "positive")
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("signed.store")
    var settings = StoreSamples.settings()
    settings.methods = [MethodSettings(TwoMethodsStore.signed)]
    let records = fixture.records.map { record in
      var (record, scores) = (record, record.results[0].scores)
      // Special tokens do not count.
      (scores[0], scores[scores.count - 1]) = (100, -100)
      record.results = [AttributionResult(TwoMethodsStore.signed, className: "positive", scores: scores)]
      return record
    }
    try StoreSamples.write(records, to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    for scores in [nil, ScoreSelection(TwoMethodsStore.signed, className: .named("positive"))] {
      let totals = try #require(try store.topTokens(TokenQuery(filter, units: .words, order: .contrast, scores: scores)))
      #expect(totals.examples == 18 && totals.others == 42)
      #expect(totals.entries.map(\.token) == fixture.expected.map(\.word))
      for (entry, expected) in zip(totals.entries, fixture.expected) {
        #expect(entry.texts == expected.texts && entry.textsOfBothSides == expected.textsOfBothSides)
        #expect(abs((entry.contrast ?? .nan) - expected.contrast) < 1e-6, "\(entry.token)")
        #expect(abs((entry.q ?? .nan) - expected.q) < 1e-6, "\(entry.token)")
      }
      let words = fixture.expected.map(\.word)
      for limit in [1, 3, 6] {
        let query = TokenQuery(filter, units: .words, order: .contrast, limit: limit, copies: .told, scores: scores, listsBothEnds: true)
        let ends = try #require(try store.topTokens(query))
        #expect(ends.entries.map(\.token) == Array(words.prefix(limit)))
        #expect(ends.lowest.map(\.token) == Array(words.dropFirst(limit).suffix(limit).reversed()))
      }
    }
  }

  @Test func `no tail falls below the probability of draws that are certainly in it`() {
    var random = RandomNumbers(seed: 17)
    for _ in 0..<200 {
      // Of 11 texts, some hold the word; the first 4 are the slice.
      let (n, k) = (11, 4)
      let x = (0..<n).map { _ in Int64.random(in: 0..<3, using: &random) == 0 ? Int64.random(in: -9...9, using: &random) << 30 : nil }
      let holding = x.compactMap(\.self)
      guard !holding.isEmpty else { continue }
      func moments(_ values: some Sequence<Int64?>) -> Moments {
        values.reduce(into: Moments()) { sum, value in
          if let value { sum += Moments(count: 1, total: value) }
        }
      }
      let (slice, both) = (moments(x.prefix(k)), moments(x))
      let draws = (0..<1 << n).filter { $0.nonzeroBitCount == k }.map { draw in
        x.indices.reduce(Int64(0)) { draw >> $1 & 1 == 1 ? $0 + (x[$1] ?? 0) : $0 }
      }
      for isAbove in [true, false] {
        let tail = draws.count { isAbove ? $0 >= slice.total : $0 <= slice.total }
        let bound = Contrast(chosen: k, of: n, isSigned: true).logBound(slice, in: both, isAbove: isAbove)
        #expect(bound <= log(Double(tail) / Double(draws.count)) + 1e-9, "\(x)")
      }
    }
  }

  @Test func `a word whose scores cancel over all texts is compared, and the other sign gives the other contrast`() {
    var (slice, both) = (Moments(), Moments())
    for text in 0..<20 {
      let one = Moments(count: 1, total: text < 10 ? 1 << 32 : -(1 << 32))
      both += one
      if text < 8 { slice += one }
    }
    let contrast = Contrast(chosen: 12, of: 40, isSigned: true)
    let finding = contrast.compare(slice, in: both)
    #expect(both.total == 0 && finding.score > 2)
    func negated(_ moments: Moments) -> Moments {
      Moments(texts: moments.texts, count: moments.count, total: -moments.total, squares: moments.squares, cubes: -moments.cubes)
    }
    #expect(abs(contrast.compare(negated(slice), in: negated(both)).score + finding.score) < 1e-12)
  }

  @Test func `a contrast of scores whose powers do not fit is refused, and a ranking by mean has none`() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("vast.store")
    var settings = StoreSamples.settings()
    settings.methods = [MethodSettings(TwoMethodsStore.signed)]
    let records = (1...12).map { row in
      var record = StoreSamples.record(row: row, label: row < 6 ? "negative" : "positive", predicted: "positive", words: ["film", "good"])
      record.results = [AttributionResult(TwoMethodsStore.signed, className: "positive", scores: [0, row == 3 ? 600 : 1, -1, 0])]
      return record
    }
    try StoreSamples.write(records, to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    let query = TokenQuery(ExampleFilter(label: "negative"), units: .words, order: .contrast)
    let error = try #require(throws: StoreError.self) { try store.topTokens(query) }
    #expect(error.kind == .refused && error.description.contains("'film'"))
    var byMean = query
    (byMean.order, byMean.isCompared) = (.mean, true)
    let totals = try #require(try store.topTokens(byMean))
    #expect(totals.entries.map(\.token) == ["film", "good"] && totals.entries.allSatisfy { $0.contrast == nil })
  }
}
