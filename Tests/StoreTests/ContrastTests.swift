import Foundation
import TestSupport
import Testing

@testable import Store

/// The ranking by contrast gives the values of a table worked out by hand.
struct ContrastTests {
  private let directory: TemporaryDirectory
  private let store: AttributionStore

  /// The five texts of `Tests/Fixtures/contrast/README.md`.
  private static let texts: [(label: String, scores: [(word: String, score: Float)])] = [
    ("negative", [("good", 0.125), ("bad", 0.5)]), ("negative", [("bad", 0.25), ("film", 0.25)]),
    ("positive", [("good", 0.5), ("film", 0.125)]), ("positive", [("good", 0.25), ("bad", 0.125)]),
    ("mixed", [("film", 0.375), ("good", 0.125)]),
  ]

  init() throws {
    directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("contrast.store")
    let records = Self.texts.enumerated().map { row, text in
      var record = StoreSamples.record(row: row + 1, label: text.label, predicted: nil, words: text.scores.map(\.word))
      for (place, score) in text.scores.enumerated() { record.tokens[place + 1].score = score.score }
      return record
    }
    try StoreSamples.write(records, to: url)
    store = try AttributionStore.openForReading(at: url)
  }

  /// The fixture's tokens and values against these examples.
  private func expected(versus: String) throws -> [(token: String, z: Double)] {
    let table = try String(contentsOf: Fixtures.url.appendingPathComponent("contrast/table.csv"), encoding: .utf8)
    return table.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }.filter { $0[0] == versus }
      .compactMap { row in Double(row[9]).map { (row[1], $0) } }
  }

  private func expect(_ query: TokenQuery, versus: String, others: Int) throws {
    let expected = try expected(versus: versus)
    let totals = try #require(try store.topTokens(query))
    #expect(totals.examples == 2 && totals.others == others)
    #expect(expected.count == 3)
    #expect(totals.entries.map(\.token) == expected.map(\.token))
    for (entry, expected) in zip(totals.entries, expected) { #expect(abs((entry.contrast ?? 0) - expected.z) < 1e-6) }
  }

  @Test(arguments: TokenTotals.Units.allCases, [nil, 4...4])
  func `a label is compared with all other examples, or with another label`(units: TokenTotals.Units, length: ClosedRange<Int>?) throws {
    // All texts have four tokens: with a length, the same slice comes from a scan.
    let negative = ExampleFilter(label: "negative", length: length)
    let positive = ExampleFilter(label: "positive", length: length)
    try expect(TokenQuery(negative, units: units, order: .contrast, minimumCount: 1), versus: "all others", others: 3)
    try expect(TokenQuery(negative, units: units, order: .contrast, minimumCount: 1, versus: positive), versus: "positive", others: 2)
  }

  @Test func `what is not listed still counts`() throws {
    let query = TokenQuery(ExampleFilter(label: "negative"), order: .contrast, minimumCount: 1, limit: 1, isListed: { $0 != "bad" })
    let entry = try #require(try store.topTokens(query)?.entries.first)
    #expect(entry.token == "film")
    #expect(abs((entry.contrast ?? 0) - (try expected(versus: "all others")[1].z)) < 1e-6)
  }

  @Test func `nothing to compare with is no others`() throws {
    #expect(try store.topTokens(TokenQuery(ExampleFilter(length: 0...9), order: .contrast))?.others == 0)
  }

  @Test func `a token with all the mass, or none, has the contrast 0`() {
    var (one, other) = (TokenSums(examples: 1), TokenSums(examples: 1))
    one.add(0, Moments(count: 1, total: 1 << 32))
    one.add(1, Moments(count: 1, total: 0))
    other.add(0, Moments(count: 1, total: 1 << 32))
    var whole = one
    whole.add(0, Moments(count: 1, total: 1 << 32))
    let contrast = Contrast(one, with: other, in: whole, meanLength: 3)
    #expect(contrast.z(of: 0) == 0 && contrast.z(of: 1) == 0 && contrast.z(of: 9) == 0)
  }
}
