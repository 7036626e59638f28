import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Totals that were kept while writing equal the sums over the examples.
struct TotalsTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("totals.store")
  }

  /// Adds up examples in the simplest way.
  private func naive(
    _ records: [SampleExample], label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool
  ) -> TokenTotals {
    let slice = records.filter { (label == nil || $0.label == label) && (predicted == nil || $0.predicted == predicted) }
    var sums: [[UInt8]: (count: Int, total: Int64)] = [:]
    var texts: [[UInt8]: Set<Int>] = [:]
    func add(_ name: String, _ score: Int64, of row: Int) {
      let old = sums[Array(name.utf8)] ?? (0, 0)
      sums[Array(name.utf8)] = (old.count + 1, old.total + score)
      texts[Array(name.utf8), default: []].insert(row)
    }
    func score(_ token: ExampleToken) -> Int64 { Int64((Double(token.score) * 4_294_967_296).rounded(.toNearestOrEven)) }
    for record in slice {
      for token in record.tokens where token.isSpecial ? includeSpecial : units == .pieces {
        add(token.piece, score(token), of: record.row)
      }
      guard units == .words else { continue }
      for word in Word.words(of: record.tokens, text: record.text, pair: record.pair) {
        add(word.name, word.tokens.reduce(0) { $0 + score(record.tokens[$1]) }, of: record.row)
      }
    }
    let entries = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return TokenTotals(
      examples: slice.count,
      entries: entries.map {
        TokenTotals.Entry(
          token: String(decoding: $0.key, as: UTF8.self), count: $0.value.count, texts: texts[$0.key]?.count ?? 0,
          fixedPointTotal: $0.value.total)
      })
  }

  @Test(arguments: TokenTotals.Units.allCases, [false, true])
  func `each slice's totals are the sums over its examples`(units: TokenTotals.Units, includeSpecial: Bool) throws {
    var records = (1...500).map { StoreSamples.record(row: $0) }
    for index in records.indices where index % 7 == 0 { records[index].label = nil }
    for index in records.indices where index % 11 == 0 { records[index].label = "a label that the model does not know" }
    for index in records.indices where index % 13 == 0 {
      records[index].predicted = nil
      records[index].confidence = nil
    }
    try StoreSamples.write(records, to: url, batch: 37)
    let store = try AttributionStore.openForReading(at: url)
    for label in [nil, "negative", "positive", "a label that the model does not know"] {
      for predicted in [nil, "negative", "positive"] {
        let totals = try store.tokenTotals(label: label, predicted: predicted, units: units, includeSpecial: includeSpecial)
        #expect(
          totals == naive(records, label: label, predicted: predicted, units: units, includeSpecial: includeSpecial),
          "\(label ?? "any"), \(predicted ?? "any")")
        // Every example has a length, so this filter computes the same slice by a scan.
        let filter = ExampleFilter(label: label, predicted: predicted, length: 0...1000)
        let query = TokenQuery(filter, units: units, includeSpecial: includeSpecial, order: .count, minimumTexts: 1)
        let scanned = try #require(try store.topTokens(query))
        #expect(scanned.examples == totals?.examples)
        #expect(scanned.entries.sorted { Array($0.token.utf8).lexicographicallyPrecedes(Array($1.token.utf8)) } == totals?.entries)
      }
    }
  }

  @Test(arguments: TokenTotals.Units.allCases, [0, 7])
  func `a slice compared with all other examples is compared with the sums over these`(units: TokenTotals.Units, unlabelled: Int) throws {
    var records = (1...500).map { StoreSamples.record(row: $0) }
    for index in records.indices where unlabelled > 0 && index % unlabelled == 0 { records[index].label = nil }
    for index in records.indices where index % 11 == 0 { records[index].label = "a label that the model does not know" }
    for index in records.indices where index % 13 == 0 {
      records[index].predicted = nil
      records[index].confidence = nil
    }
    try StoreSamples.write(records, to: url, batch: 37)
    let store = try AttributionStore.openForReading(at: url)
    for (label, predicted) in [("negative", nil), ("positive", nil), (nil, "negative"), ("negative", "positive")] {
      let filter = ExampleFilter(label: label, predicted: predicted)
      func compared(with versus: ExampleFilter?) throws -> TokenTotals? {
        try store.topTokens(TokenQuery(filter, units: units, order: .contrast, minimumTexts: 1, versus: versus))
      }
      let kept = try #require(try compared(with: nil))
      // Every example has a length, so the other side comes from a scan.
      let scanned = try #require(try compared(with: ExampleFilter(length: 0...1000)))
      #expect(kept.examples == scanned.examples && kept.others == scanned.others)
      #expect(kept.entries == scanned.entries, "\(label ?? "any"), \(predicted ?? "any")")
    }
  }

  @Test func `the order of writing and the size of transactions change no result of a query`() throws {
    let records = (1...400).map { StoreSamples.record(row: $0, layers: 1) }
    let settings = StoreSamples.settings(layers: .all)
    let other = directory.url.appendingPathComponent("permuted.store")
    try StoreSamples.write(records, to: url, settings: settings, batch: 400)
    let permuted = records.enumerated().sorted { ($0.offset * 211 % 400) < ($1.offset * 211 % 400) }.map(\.element)
    try StoreSamples.write(permuted, to: other, settings: settings, batch: 9)
    let (one, two) = (try AttributionStore.openForReading(at: url), try AttributionStore.openForReading(at: other))

    var (examples, others): ([Example], [Example]) = ([], [])
    try one.forEachExample { examples.append($0) }
    try two.forEachExample { others.append($0) }
    #expect(examples == others)
    #expect(examples.count == 400)
    for record in records {
      #expect(try one.matrix(exampleID: record.id, layer: .final) == two.matrix(exampleID: record.id, layer: .final))
      #expect(try one.matrix(exampleID: record.id, layer: .layer(1)) == two.matrix(exampleID: record.id, layer: .layer(1)))
    }
    #expect(try one.labelSummaries() == two.labelSummaries())
    for units in TokenTotals.Units.allCases {
      for label in [nil, "negative", "positive"] {
        let (left, right) = (
          try one.topTokens(TokenQuery(ExampleFilter(label: label), units: units, includeSpecial: true, minimumTexts: 1, limit: 7)),
          try two.topTokens(TokenQuery(ExampleFilter(label: label), units: units, includeSpecial: true, minimumTexts: 1, limit: 7))
        )
        #expect(left == right)
      }
    }
    let (first, second) = (try one.summary(), try two.summary())
    #expect(first.matrixBytes == second.matrixBytes && first.tokens == second.tokens && first.truncated == second.truncated)
  }

  @Test func `totals that are computed anew equal those that were kept while writing`() throws {
    var records = (1...300).map { StoreSamples.record(row: $0) }
    for index in records.indices where index % 7 == 0 { records[index].label = nil }
    try StoreSamples.write(records, to: url, batch: 37)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    func table(_ database: Database) throws -> [Row] {
      try Row.fetchAll(database, sql: "SELECT * FROM word_total ORDER BY slice, word")
        + Row.fetchAll(database, sql: "SELECT * FROM token_total ORDER BY slice, special, token")
    }
    try store.write { database in
      let before = try table(database)
      try database.execute(sql: "UPDATE word_total SET count = count + 1, word = 'x' || word; UPDATE token_total SET texts = 0")
      try KeptTotals.rebuild(in: database)
      #expect(try table(database) == before)
      #expect(before.count > 50)
    }
  }

  @Test func `a ranking goes by mean, then by count, then by bytes`() throws {
    var records: [SampleExample] = []
    for (row, (word, score)) in [
      ("film", 0.5), ("film", 0.25), ("bad", 0.375), ("act", 0.375), ("good", 0.75), ("the", 0.25), ("the", 0.5),
    ]
    .enumerated() {
      var record = StoreSamples.record(row: row + 1, label: "positive", predicted: "positive", words: [word])
      record.tokens[1].score = Float(score)
      records.append(record)
    }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForReading(at: url)
    func top(_ order: TokenTotals.Order, minimumTexts: Int?, limit: Int?) throws -> [String]? {
      try store.topTokens(
        TokenQuery(ExampleFilter(label: "positive"), order: order, minimumTexts: minimumTexts, limit: limit))?
        .entries.map(\.token)
    }
    #expect(try top(.mean, minimumTexts: 1, limit: nil) == ["good", "film", "the", "act", "bad"])
    #expect(try top(.mean, minimumTexts: 1, limit: 2) == ["good", "film"])
    #expect(try top(.mean, minimumTexts: 1, limit: 4) == ["good", "film", "the", "act"])
    #expect(try top(.mean, minimumTexts: 2, limit: nil) == ["film", "the"])
    #expect(try top(.mean, minimumTexts: nil, limit: nil) == [])
    #expect(try top(.total, minimumTexts: nil, limit: 3) == ["film", "the", "good"])
    #expect(try top(.mean, minimumTexts: 1, limit: 0) == [])
  }

  @Test func `a word ranked by mean needs five texts, however few texts there are, and repeated occurrences do not count`() throws {
    // "bad" occurs eight times in four texts.
    let words = (1...9).map { $0 <= 5 ? ["film", "the"] : ["bad", "bad", "the"] }
    let records = words.enumerated().map { StoreSamples.record(row: $0 + 1, label: "positive", predicted: "positive", words: $1) }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForReading(at: url)
    func tokens(_ filter: ExampleFilter, minimumTexts: Int? = nil) throws -> Set<String> {
      let top = try store.topTokens(TokenQuery(filter, units: .words, minimumTexts: minimumTexts))
      return Set((top?.entries ?? []).map(\.token))
    }
    for filter in [ExampleFilter(predicted: "positive"), ExampleFilter(length: 0...99)] {
      #expect(try tokens(filter) == ["film", "the"])
      #expect(try tokens(filter, minimumTexts: 4) == ["film", "the", "bad"])
      #expect(try tokens(filter, minimumTexts: 6) == ["the"])
    }
  }

  @Test func `an unknown label is distinguished from a label without examples`() throws {
    try StoreSamples.write([StoreSamples.record(row: 1, label: "positive", predicted: "positive", words: ["film"])], to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.tokenTotals(label: "neutral", predicted: nil, units: .pieces, includeSpecial: false) == nil)
    #expect(
      try store.tokenTotals(label: nil, predicted: "negative", units: .pieces, includeSpecial: false)
        == TokenTotals(examples: 0, entries: []))
    #expect(try store.labels() == ["positive"])
    #expect(try store.predictedLabels() == ["negative", "positive"])
  }

  @Test func `a literal special token in the text is counted apart from the template's`() throws {
    var record = StoreSamples.record(row: 1, label: "positive", predicted: "positive", words: ["film", "film"])
    record.tokens[1].id = 3
    record.tokens[1].vocabularyPiece = VocabularyPiece(name: "[SEP]")
    record.text = "[SEP] film"
    record.tokens[1].offsets = 0..<5
    record.tokens[2].offsets = 6..<10
    try StoreSamples.write([record], to: url)
    let store = try AttributionStore.openForReading(at: url)
    for units in TokenTotals.Units.allCases {
      let ordinary = try store.tokenTotals(label: "positive", predicted: nil, units: units, includeSpecial: false)
      #expect(ordinary?.entries.map(\.token) == ["[SEP]", "film"])
      #expect(ordinary?.entries.first?.count == 1)
      let all = try store.tokenTotals(label: "positive", predicted: nil, units: units, includeSpecial: true)
      #expect(all?.entries.map(\.token) == ["[CLS]", "[SEP]", "film"])
      #expect(all?.entries.map(\.count) == [1, 2, 1])
    }
  }

  @Test func `labels are summed up by combination`() throws {
    var records = (1...4).map {
      StoreSamples.record(row: $0, label: "positive", predicted: $0 == 1 ? "negative" : "positive", words: ["film"])
    }
    for (index, confidence) in [0.5, 0.625, 0.75, 0.875].enumerated() { records[index].confidence = confidence }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(
      try store.labelSummaries() == [
        LabelSummary(label: "positive", predicted: "negative", examples: 1, meanConfidence: 0.5),
        LabelSummary(label: "positive", predicted: "positive", examples: 3, meanConfidence: 0.75),
      ])
  }
}
