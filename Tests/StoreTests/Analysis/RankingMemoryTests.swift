import Foundation
import Support
import TestSupport
import Testing

@testable import Store

/// Rankings that are made from kept sums are the ones that are made from the store.
@Suite struct RankingMemoryTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("ranked.store")
  }

  /// Two ways to write one letter: the strings are equal, their bytes are not.
  private static let spellings = ["caf\u{E9}", "cafe\u{301}"]

  private func write(_ rows: ClosedRange<Int>) throws {
    var records = rows.map { StoreSamples.record(row: $0) }
    for index in records.indices where index % 5 < 2 { records[index].label = Self.spellings[index % 5] }
    try StoreSamples.write(records, to: url, batch: 100)
  }

  @Test("a reader with a memory gives what a reader without gives, the first time and afterwards")
  func equal() throws {
    try write(1...400)
    let memory = RankingMemory(rest: .zero)
    let readers = try (0..<2).map { _ in try AttributionStore.openForReading(at: url, memory: memory) }
    let plain = try AttributionStore.openForReading(at: url)
    var compared = 0
    let filters =
      ["negative", "positive", Self.spellings[0], Self.spellings[1], "nobody's"].map { ExampleFilter(label: $0) } + [
        ExampleFilter(), ExampleFilter(predicted: "positive"), ExampleFilter(length: 1...9), ExampleFilter(rows: 10...90),
      ]
    for filter in filters {
      for order in TokenTotals.Order.allCases {
        for query in [
          TokenQuery(filter, units: .words, order: order, limit: 3, isCompared: true),
          TokenQuery(filter, units: .words, order: order, minimumTexts: 1, limit: 40, listsBothEnds: true),
          TokenQuery(filter, units: .words, includeSpecial: true, order: order, minimumTexts: 2),
          TokenQuery(filter, order: order, limit: 5, versus: ExampleFilter(predicted: "negative"), copies: .told),
          TokenQuery(filter, units: .words, order: order, copies: .folded, isListed: { $0.word.count > 3 }),
        ] {
          let expected = try plain.topTokens(query)
          for reader in readers { #expect(try reader.topTokens(query) == expected) }
          compared += expected?.entries.count ?? 0
        }
      }
    }
    #expect(compared > 1000)
  }

  @Test("the sums of a store are read again once it has changed")
  func changed() throws {
    try write(1...100)
    let memory = RankingMemory(rest: .zero)
    let reader = try AttributionStore.openForReading(at: url, memory: memory)
    let query = TokenQuery(ExampleFilter(label: "negative"), units: .words, order: .count)
    let before = try #require(try reader.topTokens(query))
    #expect(try reader.topTokens(query) == before)
    try write(101...300)
    let after = try #require(try reader.topTokens(query))
    #expect(after.examples > before.examples)
    #expect(try after == AttributionStore.openForReading(at: url).topTokens(query))
  }

  @Test("a ranking is made from the sums that are kept, but not within a transaction that is older than the files")
  func kept() throws {
    try write(1...50)
    let memory = RankingMemory(rest: .zero)
    let reader = try AttributionStore.openForReading(at: url, memory: memory)
    // As a query that names no scores is understood.
    let query = TokenQuery(reader.settings.scored(ExampleFilter(), by: nil), units: .words, order: .count)
    let others = TokenSums(examples: 7)
    _ = memory.sums(for: RankingMemory.Question(query, isCompared: false), reader.fileStates) {
      RankedSums(words: [], chosen: others, copies: 3)
    }
    let ranking = try #require(try reader.topTokens(query))
    #expect(ranking.examples == 7 && ranking.copies == 3 && ranking.entries.isEmpty)
    let within = try reader.read { _ in try reader.topTokens(query) }
    #expect(within?.examples == 50)
  }

  private func question(_ filter: ExampleFilter, _ change: (inout TokenQuery) -> Void = { _ in }) -> RankingMemory.Question {
    var query = TokenQuery(filter, units: .words)
    change(&query)
    return RankingMemory.Question(query, isCompared: query.isCompared)
  }

  @Test("order and length of a ranking, and of the list of its examples, make no other question; all else does")
  func questions() {
    let usual = question(ExampleFilter(label: "a"))
    #expect(usual == question(ExampleFilter(label: "a", order: .longest, offset: 3, limit: 9)) { ($0.order, $0.limit) = (.total, 7) })
    #expect(usual == question(ExampleFilter(label: "a")) { $0.minimumTexts = 9 })
    #expect(question(ExampleFilter(label: Self.spellings[0])) != question(ExampleFilter(label: Self.spellings[1])))
    let gradient = Method(name: "gradient-input", isSigned: true)
    let others = [
      usual, question(ExampleFilter(label: "b")), question(ExampleFilter(predicted: "a")), question(ExampleFilter(label: "a", rows: 1...2)),
      question(ExampleFilter(label: "a")) { $0.units = .pieces }, question(ExampleFilter(label: "a")) { $0.includeSpecial = true },
      question(ExampleFilter(label: "a")) { $0.copies = .folded }, question(ExampleFilter(label: "a")) { $0.isCompared = true },
      question(ExampleFilter(label: "a")) { ($0.isCompared, $0.minimumTexts) = (true, 9) },
      question(ExampleFilter(label: "a")) { ($0.isCompared, $0.versus) = (true, ExampleFilter(label: "b")) },
      question(ExampleFilter(label: "a", scores: ScoreSelection(gradient))),
      question(ExampleFilter(label: "a", scores: ScoreSelection(gradient, className: .named("b")))),
    ]
    for (place, one) in others.enumerated() {
      for other in others.dropFirst(place + 1) { #expect(one != other) }
    }
  }

  @Test("sums are read once while nothing changes, and the oldest are forgotten where there is no more room")
  func bounds() throws {
    let file = try directory.write("a", to: "file")
    let room = question(ExampleFilter(label: "a")).bytes + 5 * MemoryLayout<ExactString>.stride
    let memory = RankingMemory(capacity: 2 * room, rest: .zero)
    var made = 0
    func ask(_ label: String, words: Int, examples: Int = 1) {
      _ = memory.sums(for: question(ExampleFilter(label: label)), [FileState(path: file.path)]) {
        made += 1
        return RankedSums(words: (0..<words).map { ExactString("\($0)") }, chosen: TokenSums(examples: examples), copies: 0)
      }
    }
    for label in ["a", "b", "a", "b"] { ask(label, words: 5) }
    #expect(made == 2)
    ask("c", words: 5)
    ask("b", words: 5)
    #expect(made == 3)
    ask("a", words: 5)
    #expect(made == 4)
    for _ in 0..<2 { ask("large", words: 500) }
    ask("a", words: 5)
    #expect(made == 6)
    for _ in 0..<2 { ask(String(repeating: "long", count: 5000), words: 5) }
    ask("a", words: 5)
    #expect(made == 8)
    for _ in 0..<2 { ask("nothing", words: 0, examples: 0) }
    #expect(made == 10)
    _ = try directory.write("ab", to: "file")
    ask("a", words: 5)
    #expect(made == 11)
  }

  @Test("at most 64 sums are kept, however small")
  func number() throws {
    let file = try directory.write("a", to: "file")
    let memory = RankingMemory(rest: .zero)
    var made = 0
    func ask(_ label: Int) {
      _ = memory.sums(for: question(ExampleFilter(label: "\(label)")), [FileState(path: file.path)]) {
        made += 1
        return RankedSums(words: [], chosen: TokenSums(examples: 1), copies: 0)
      }
    }
    for label in 1...65 { ask(label) }
    ask(2)
    #expect(made == 65)
    ask(1)
    #expect(made == 66)
  }

  @Test("sums of a store that has just been changed are not kept")
  func rest() throws {
    let file = try directory.write("a", to: "file")
    let memory = RankingMemory(rest: .seconds(3600))
    var made = 0
    for _ in 0..<2 {
      _ = memory.sums(for: question(ExampleFilter()), [FileState(path: file.path)]) {
        made += 1
        return RankedSums(words: [], chosen: TokenSums(examples: 1), copies: 0)
      }
    }
    #expect(made == 2)
  }
}
