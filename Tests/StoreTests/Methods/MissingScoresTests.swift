import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// A store whose first method is signed, and where every fifth example has no scores for its predicted class: such an example is in no slice
/// of a query that looks at these scores, and in every other.
struct MissingScoresTests {
  let directory: TemporaryDirectory
  let url: URL
  private let records: [SampleExample]

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("signed.store")
    records = (1...60).map { row in
      var record = StoreSamples.record(row: row)
      record.results = TwoMethodsStore.classes.map { TwoMethodsStore.result(record, className: $0) }
      let predicted = record.predicted
      if row % 5 == 0 { record.results.removeAll { $0.className == predicted } }
      return record
    }
    var settings = StoreSamples.settings()
    settings.methods = [MethodSettings(TwoMethodsStore.signed)]
    try StoreSamples.write(records, to: url, settings: settings)
  }

  private func open() throws -> AttributionStore { try AttributionStore.openForReading(at: url) }

  private static let signed = ScoreSelection(TwoMethodsStore.signed)

  /// The scores of a record for its predicted class; nil where it has none.
  private func scores(_ record: SampleExample) -> [Float]? { record.results.first { $0.className == record.predicted }?.scores }

  private var scored: [SampleExample] { records.filter { scores($0) != nil } }

  private func rows(_ store: AttributionStore, _ filter: ExampleFilter) throws -> [Int] {
    var rows: [Int] = []
    let count = try store.forEachExample(filter) { rows.append($0.row) }
    #expect(try count == store.count(filter) && count == rows.count)
    return rows
  }

  /// The scores of the occurrences of a piece or a word, in units of 2^-32.
  private func occurrences(of name: String, isWord: Bool, in record: SampleExample) -> [Int64] {
    guard let scores = scores(record) else { return [] }
    return units(of: record, isWord: isWord).filter { $0.name == name }
      .map { $0.tokens.reduce(0) { $0 + FixedPoint.integer(scores[$1]) } }
  }

  /// The words of a record, or its pieces.
  private func units(of record: SampleExample, isWord: Bool) -> [Word] {
    isWord ? record.example.words : record.tokens.enumerated().map { Word(name: $1.piece, tokens: $0..<$0 + 1) }
  }

  @Test func `examples are listed with or without scores, unless a query looks at these`() throws {
    let store = try open()
    #expect(try rows(store, ExampleFilter()) == records.map(\.row))
    #expect(try rows(store, ExampleFilter(word: "film")) == records.filter { $0.example.words.contains { $0.name == "film" } }.map(\.row))
    for filter in [ExampleFilter(), ExampleFilter(label: "positive"), ExampleFilter(predicted: "negative", length: 0...99)] {
      var strict = filter
      strict.scores = Self.signed
      let expected = scored.filter { (filter.label ?? $0.label) == $0.label && (filter.predicted ?? $0.predicted) == $0.predicted }
      #expect(try rows(store, strict) == expected.map(\.row))
    }
    #expect(scored.count == 48)
  }

  @Test func `tokens have the scores of the selected class, with what they add up to`() throws {
    let store = try open()
    for record in records {
      for result in record.results {
        let name = try #require(result.className)
        let example = try #require(
          try store.example(id: record.id, scores: ScoreSelection(TwoMethodsStore.signed, className: .named(name))))
        #expect(example.tokens.map(\.score) == result.scores)
        let explanation = try #require(example.explanation)
        #expect(explanation.className == name && explanation.bias == result.bias && explanation.logit == result.logit)
      }
      let gold = record.results.first { $0.className == record.label }
      let ofGold = ScoreSelection(TwoMethodsStore.signed, className: .gold)
      if let gold {
        #expect(try store.example(id: record.id, scores: ofGold)?.tokens.map(\.score) == gold.scores)
      } else {
        #expect(throws: StoreError.self) { try store.example(id: record.id, scores: ofGold) }
      }
    }
    let error = try #require(throws: StoreError.self) { try store.example(id: "ex5", scores: Self.signed) }
    let other = try #require(records[4].results.first?.className)
    #expect(
      error.kind == .notFound
        && error.description == "example 'ex5' has no scores by decompx-linear for the class that was predicted: it has them for '\(other)'"
    )
    // Without a selection, an example is read with the scores that it has.
    #expect(try store.example(id: "ex5")?.tokens.map(\.score) == records[4].results[0].scores)
    #expect(try store.example(id: "ex5")?.explanation?.className == other)
  }

  @Test(arguments: [false, true])
  func `filters and orders by score look at the selected scores`(isWord: Bool) throws {
    let store = try open()
    for scores in [nil, Self.signed] {
      for name in ["good", "film"] {
        var filter = isWord ? ExampleFilter(word: name, wordRank: 2) : ExampleFilter(piece: name, pieceRank: 2)
        filter.scores = scores
        let expected = records.filter { record in
          guard let own = self.scores(record) else { return false }
          let ranked = units(of: record, isWord: isWord).filter { !record.tokens[$0.tokens.lowerBound].isSpecial }
            .map { (name: $0.name, score: $0.tokens.reduce(0) { $0 + FixedPoint.integer(own[$1]) }, place: $0.tokens.lowerBound) }
            .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
          return ranked.prefix(2).contains { $0.name == name }
        }
        #expect(!expected.isEmpty)
        #expect(try rows(store, filter) == expected.map(\.row), "\(name)")

        var sorted = isWord ? ExampleFilter(word: name, order: .highestScore) : ExampleFilter(piece: name, order: .highestScore)
        sorted.scores = scores
        let holding = (scores == nil ? records : scored).filter { record in
          isWord ? record.example.words.contains { $0.name == name } : record.tokens.contains { $0.piece == name }
        }
        let best = holding.map { record -> (row: Int, score: Int64) in
          (record.row, occurrences(of: name, isWord: isWord, in: record).max() ?? .min)
        }
        let ordered = best.sorted { ($1.score, $0.row) < ($0.score, $1.row) }.map { $0.row }
        #expect(try rows(store, sorted) == ordered, "\(name)")
      }
    }
  }

  @Test(arguments: TokenTotals.Units.allCases)
  func `scans and totals leave out examples without scores, and name no damage`(units: TokenTotals.Units) throws {
    let store = try open()
    let isWord = units == .words
    let report = try #require(try store.report(onToken: "good", units: units, limit: nil))
    let all = scored.flatMap { occurrences(of: "good", isWord: isWord, in: $0) }
    #expect(report.examples == scored.count && report.spread.count == all.count)
    #expect(report.spread.mean == FixedPoint.double(all.reduce(0, +)) / Double(all.count))
    for filter in [ExampleFilter(), ExampleFilter(length: 0...99)] {
      let totals = try #require(try store.topTokens(TokenQuery(filter, units: units, order: .count)))
      #expect(totals.examples == scored.count)
      let entry = try #require(totals.entries.first { $0.token == "good" })
      #expect(entry.count == all.count && FixedPoint.integer(entry.total) == all.reduce(0, +))
    }
    let similar = try #require(try store.neighbours(of: "ex1", limit: nil))
    #expect(similar.examples == scored.count && similar.nearest.count == scored.count - 1)
    #expect(similar.nearest.allSatisfy { (-1...1).contains($0.similarity) } && similar.nearest.contains { $0.similarity < 0 })
    let error = try #require(throws: StoreError.self) { try store.neighbours(of: "ex5", limit: nil) }
    #expect(error.kind == .notFound)
  }

  @Test(arguments: TokenTotals.Units.allCases)
  func `a cue is strong against the mean size of signed scores`(units: TokenTotals.Units) throws {
    let cues = try open().cues(Cue.Bounds(ratio: 0.2, purity: 0.5, count: 3), of: .gold, units: units, limit: nil)
    let names = Set(scored.flatMap { units == .words ? $0.example.words.map(\.name) : $0.tokens.filter { !$0.isSpecial }.map(\.piece) })
    let all = names.flatMap { name in scored.flatMap { occurrences(of: name, isWord: units == .words, in: $0) } }
    let size = FixedPoint.double(all.reduce(0) { $0 + abs($1) }) / Double(all.count)
    var expected: [String: Double] = [:]
    for name in names {
      let own = scored.flatMap { occurrences(of: name, isWord: units == .words, in: $0) }
      let mean = FixedPoint.double(own.reduce(0, +)) / Double(own.count)
      if own.count >= 3, mean >= 0.2 * size { expected[name] = mean / size }
    }
    #expect(!expected.isEmpty && cues.count == expected.count)
    for cue in cues { #expect(abs(cue.ratio - (expected[cue.token] ?? .nan)) < 1e-9, "\(cue.token)") }
  }

  @Test func `error rates count every example that can be judged`() throws {
    let store = try open()
    for filter in [ExampleFilter(), ExampleFilter(length: 0...99), ExampleFilter(label: "negative")] {
      let expected = records.filter { (filter.label ?? $0.label) == $0.label }
      let rates = try #require(try store.errorRates(of: .words, among: filter, minimumTexts: 1, limit: nil))
      #expect(rates.texts == expected.count)
      #expect(rates.wrong == expected.count { $0.label != $0.predicted })
      let holding = expected.filter { $0.example.words.contains { $0.name == "good" } }
      #expect(rates.entries.first { $0.token == "good" }?.texts == holding.count)
    }
  }

  @Test func `scores of another number than the tokens are damage, not missing scores`() throws {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write {
      try $0.execute(sql: "UPDATE score SET scores = zeroblob(3) WHERE key / (1 << 20) = (SELECT key FROM example WHERE id = 'ex7')")
    }
    try queue.close()
    let store = try open()
    for query in [
      { _ = try store.topTokens(TokenQuery(ExampleFilter(length: 0...99))) }, { _ = try store.neighbours(of: "ex1", limit: 1) },
      { _ = try store.example(id: "ex7", scores: Self.signed) },
    ] as [() throws -> Void] {
      let error = try #require(throws: StoreError.self) { try query() }
      #expect(error.isDamage && error.description.contains("'ex7'"))
    }
  }
}
