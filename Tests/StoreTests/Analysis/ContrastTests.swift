import Foundation
import TestSupport
import Testing

@testable import Store

/// The ranking by contrast gives the same values as scipy for the same texts.
struct ContrastTests {
  private let directory: TemporaryDirectory
  private let store: AttributionStore
  /// The expected values of each word, the highest contrast first.
  private let expected: [ContrastFixture.Expected]

  init() throws {
    let fixture = try ContrastFixture()
    expected = fixture.expected
    directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("contrast.store")
    try StoreSamples.write(fixture.records, to: url)
    store = try AttributionStore.openForReading(at: url)
  }

  private static let negative = ExampleFilter(label: "negative")
  // All texts have tokens: with a condition on the length, the same slice is computed by a scan.
  private static let scanned = ExampleFilter(label: "negative", length: 0...99)

  private func expect(_ totals: TokenTotals) {
    #expect(totals.examples == 18 && totals.others == 42)
    #expect(totals.entries.filter { $0.contrast != 0 }.map(\.token) == expected.filter { $0.contrast != 0 }.map(\.word))
    #expect(Set(totals.entries.map(\.token)) == Set(expected.map(\.word)))
    for entry in totals.entries {
      guard let expected = expected.first(where: { $0.word == entry.token }) else { continue }
      #expect(entry.texts == expected.texts && entry.textsOfBothSides == expected.textsOfBothSides)
      // Squares and cubes are kept in units of 2^-32.
      #expect(abs((entry.contrast ?? .nan) - expected.contrast) < 1e-6, "\(entry.token)")
      #expect(abs((entry.q ?? .nan) - expected.q) < 1e-6, "\(entry.token)")
    }
  }

  @Test(arguments: TokenTotals.Units.allCases, [negative, scanned])
  func `contrast and q are scipy's, from kept totals and from a scan`(units: TokenTotals.Units, filter: ExampleFilter) throws {
    expect(try #require(try store.topTokens(TokenQuery(filter, units: units, order: .contrast))))
  }

  @Test(arguments: [
    ExampleFilter(label: "positive"), ExampleFilter(label: "positive", length: 0...99), ExampleFilter(), ExampleFilter(length: 0...99),
  ])
  func `the other side may be a label or a slice, and examples of both count in the slice`(versus: ExampleFilter) throws {
    let totals = try #require(try store.topTokens(TokenQuery(Self.negative, units: .words, order: .contrast, versus: versus)))
    expect(totals)
    #expect(totals.overlap == (versus.label == nil ? 18 : 0))
  }

  @Test func `a word that is absent from the slice is compared, one in too few texts is not`() throws {
    let entries = try #require(try store.topTokens(TokenQuery(Self.negative, units: .words, order: .contrast))).entries
    let absent = try #require(entries.first { $0.token == "bor" })
    #expect(absent.count == 0 && absent.texts == 0 && absent.mean == nil && absent.contrast ?? 0 < 0)
    #expect(!entries.contains { $0.token == "caf\u{E9}" })
    let all = try #require(try store.topTokens(TokenQuery(Self.negative, units: .words, order: .contrast, minimumTexts: 1))).entries
    #expect(all.contains { $0.token == "caf\u{E9}" })
  }

  @Test func `words that are not listed are compared nevertheless`() throws {
    let first = expected[0].word
    let query = TokenQuery(Self.negative, order: .contrast, limit: 1, isListed: { $0.name != first })
    let entry = try #require(try store.topTokens(query)?.entries.first)
    #expect(entry.token == expected[1].word && abs((entry.q ?? 0) - expected[1].q) < 1e-6)
  }

  @Test func `a ranking by mean includes the contrast of each word`() throws {
    let totals = try #require(try store.topTokens(TokenQuery(Self.negative, units: .words, order: .mean, isCompared: true)))
    #expect(totals.entries.count > 3)
    for entry in totals.entries {
      #expect(abs((entry.contrast ?? .nan) - (expected.first { $0.word == entry.token }?.contrast ?? .infinity)) < 1e-6)
    }
  }

  @Test func `without other examples there is no comparison`() throws {
    #expect(try store.topTokens(TokenQuery(ExampleFilter(length: 0...99), order: .contrast))?.others == 0)
  }

  @Test func `without a measurable difference the contrast is 0 and the p-value 1`() {
    let some = Moments(count: 1, total: 1 << 30)
    var both = some
    both += Moments(count: 1, total: 1 << 29)
    for (chosen, all) in [(0, 10), (10, 10), (1, 2), (1, 1), (0, 0)] {
      let finding = Contrast(chosen: chosen, of: all).compare(some, in: both)
      #expect(finding.score == 0 && finding.logP == 0)
    }
    // A token that no text holds.
    #expect(Contrast(chosen: 3, of: 10).compare(Moments(), in: Moments()).score == 0)
  }

  @Test func `a third of texts with equal scores has contrast 0, in spite of rounding`() {
    // The score is 1/3 in each of 30 texts.
    var (slice, both) = (Moments(), Moments())
    for text in 0..<30 {
      let one = Moments(count: 1, total: FixedPoint.integer(1.0 / 3))
      both += one
      if text < 10 { slice += one }
    }
    #expect(Contrast(chosen: 10, of: 30).compare(slice, in: both).score == 0)
  }

  @Test func `a word of one text that is as likely in the slice as outside of it has contrast 0, in spite of rounding`() {
    let one = Moments(count: 1, total: 3 << 30)
    for half in 2..<200 {
      let contrast = Contrast(chosen: half, of: 2 * half)
      for finding in [contrast.compare(one, in: one), contrast.compare(Moments(), in: one)] {
        #expect(finding.score == 0 && finding.logP == 0, "of \(2 * half)")
      }
    }
  }

  @Test func `the tail for one text of 3,000 is at least the probability to draw it`() {
    // A word in 1 of 3,000 texts, which is among the 60 of the slice: P = 0.02, norm.isf(0.02) = 2.0537489106318225
    let one = Moments(count: 9, total: 3 << 30)
    let finding = Contrast(chosen: 60, of: 3000).compare(one, in: one)
    #expect(abs(finding.score - 2.0537489106318225) < 1e-9)
  }

  @Test func `a tail is never below the probability of drawing no text with the word, or all of them`() {
    var (bound, others) = (0, 0)
    for all in [3, 10, 97, 3000, 1_000_000, 1_000_000_000] {
      for chosen in Set([1, 2, all / 50, all / 3, all / 2, all - 2, all - 1]).filter({ (1..<all).contains($0) }) {
        for texts in Set([1, 2, 5, 40, all / 10, all - 1]).filter({ (1...min(all, 3000)).contains($0) }) {
          for drawn in Set([0, 1, texts / 2, texts]).filter({ $0 <= chosen && texts - $0 <= all - chosen }) {
            func moments(_ texts: Int) -> Moments {
              let score = Int64(3) << 29
              let one = Moments(count: 1, total: score)
              let count = Int64(texts)
              return Moments(texts: texts, count: texts, total: score * count, squares: one.squares * count, cubes: one.cubes * count)
            }
            let contrast = Contrast(chosen: chosen, of: all)
            let finding = contrast.compare(moments(drawn), in: moments(texts))
            guard finding.score != 0 else { continue }
            let least = contrast.logBound(moments(drawn), in: moments(texts), isAbove: finding.score > 0)
            let tail = finding.logP - M_LN2
            #expect(tail >= least - 1e-7 * max(1, abs(least)), "\(drawn) of \(texts) texts, \(chosen) of \(all)")
            if abs(tail - least) < 1e-9 { bound += 1 } else { others += 1 }
          }
        }
      }
    }
    #expect(bound > 20 && others > 50)
  }
}
