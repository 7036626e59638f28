import Foundation
import Store
import Support
import TestSupport
import Testing

/// The examples that pass a filter, and their order.
struct FilterTests {
  let directory: TemporaryDirectory
  let store: AttributionStore
  let records: [SampleExample]

  init() throws {
    directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("sample.store")
    var records = (1...200).map { StoreSamples.record(row: $0, kept: [$0 % 3 == 0 ? nil : "web \($0 % 3)", $0 % 4 == 0 ? "" : "x=y"]) }
    records[9].text = "100%_Sure\\"
    records[19].label = nil
    records[14].pair = "Σοφός ſtraße \u{212A}"
    records[29].predicted = nil
    records[29].confidence = nil
    self.records = records
    try StoreSamples.write(records, to: url, settings: StoreSamples.settings(keep: ["source", "odd \"name\".$"]))
    store = try AttributionStore.openForReading(at: url)
  }

  @Test("a word is found where it is one of the text's words, in texts with letters beyond ASCII too, and nowhere else")
  func words() throws {
    var examplesOfWords: [ExactString: [Int]] = [:]
    try store.forEachExample { example in
      for name in Set(example.words.map { ExactString($0.name) }) { examplesOfWords[name, default: []].append(example.row) }
    }
    #expect(examplesOfWords.count > 12 && examplesOfWords.keys.contains { $0.string.utf8.contains { $0 >= 0x80 } })
    for (word, expected) in examplesOfWords { #expect(try rows(ExampleFilter(word: word.string)) == expected, "\(word.string)") }
    // Parts of words are in the texts, but are none of their words.
    for part in ["fil", "oo", "ctors ", "the film"] { #expect(try rows(ExampleFilter(word: part)).isEmpty, "\(part)") }
  }

  private func rows(_ filter: ExampleFilter) throws -> [Int] {
    var rows: [Int] = []
    let passing = try store.forEachExample(filter) { rows.append($0.row) }
    #expect(try passing == store.count(filter))
    return rows
  }

  /// Expects the rows of the examples for which `condition` holds, listed and counted.
  private func expect(_ filter: ExampleFilter, _ condition: (SampleExample) -> Bool) throws {
    let expected = records.filter(condition).map(\.row)
    #expect(!expected.isEmpty)
    #expect(try rows(filter) == expected)
    #expect(try store.count(filter) == expected.count)
  }

  @Test func `labels, gold and predicted, are matched exactly`() throws {
    try expect(ExampleFilter()) { _ in true }
    try expect(ExampleFilter(label: "positive")) { $0.label == "positive" }
    try expect(ExampleFilter(predicted: "negative")) { $0.predicted == "negative" }
    try expect(ExampleFilter(label: "positive", predicted: "negative")) { $0.label == "positive" && $0.predicted == "negative" }
    #expect(try rows(ExampleFilter(label: "unknown")).isEmpty)
    #expect(try store.count(ExampleFilter(label: "unknown")) == 0)
  }

  @Test func `misclassified are those with two labels that differ, correct those with two that do not`() throws {
    try expect(ExampleFilter(outcome: .misclassified)) { $0.label != nil && $0.predicted != nil && $0.label != $0.predicted }
    try expect(ExampleFilter(outcome: .correct)) { $0.label != nil && $0.label == $0.predicted }
  }

  @Test func `bounds of the confidence are included`() throws {
    let bound = try #require(records[4].confidence)
    try expect(ExampleFilter(minimumConfidence: bound)) { $0.confidence.map { $0 >= bound } ?? false }
    try expect(ExampleFilter(maximumConfidence: bound)) { $0.confidence.map { $0 <= bound } ?? false }
    #expect(try rows(ExampleFilter(minimumConfidence: bound, maximumConfidence: bound)) == [5])
  }

  @Test func `truncated examples and lengths are found`() throws {
    try expect(ExampleFilter(truncatedOnly: true)) { $0.isTruncated }
    try expect(ExampleFilter(length: 4...6)) { (4...6).contains($0.tokens.count) }
    try expect(ExampleFilter(length: 9 ... .max)) { $0.tokens.count >= 9 }
  }

  @Test func `kept columns are compared with their values, whatever their names`() throws {
    try expect(ExampleFilter(conditions: [.init(column: "source", value: "web 1")])) { $0.kept[0] == "web 1" }
    try expect(ExampleFilter(conditions: [.init(column: "odd \"name\".$", value: "x=y")])) { $0.kept[1] == "x=y" }
    try expect(ExampleFilter(conditions: [.init(column: "source", value: "")])) { $0.kept[0] == nil }
    try expect(ExampleFilter(conditions: [.init(column: "source", value: "web 2"), .init(column: "odd \"name\".$", value: "")])) {
      $0.kept == ["web 2", ""]
    }
    #expect(try rows(ExampleFilter(conditions: [.init(column: "source", value: "WEB 1")])).isEmpty)
  }

  @Test func `ids are looked up, in the order of the corpus`() throws {
    #expect(try rows(ExampleFilter(ids: ["ex7", "ex3", "ex7", "nobody"])) == [3, 7])
    #expect(try store.count(ExampleFilter(ids: [])) == 0)
    #expect(try store.unknownIDs(among: ["ex7", "nobody", "ex3"]) == ["nobody"])
  }

  @Test(arguments: ["ΣΟΦΌΣ", "σοφόσ", "STRAßE", "straẞe", "K", "ſTR"]) func `case is ignored beyond ASCII`(text: String) throws {
    #expect(try rows(ExampleFilter(containing: text)).contains(15))
  }

  @Test(arguments: ["Σοφο\u{301}ς", "ΣΟΦΌΣ ſTRaße \u{4B}"]) func `the canonical form of a letter is ignored`(text: String) throws {
    #expect(try rows(ExampleFilter(containing: text)).contains(15))
  }

  @Test(arguments: ["STRASSE", "σοφος", "Σοφ\u{301}"]) func `letters are not taken apart`(text: String) throws {
    #expect(try rows(ExampleFilter(containing: text)).isEmpty)
  }

  @Test func `text is found in its spelling, except for case`() throws {
    #expect(try rows(ExampleFilter(containing: "0%_s")) == [10])
    #expect(try rows(ExampleFilter(containing: "sure\\")) == [10])
    #expect(try rows(ExampleFilter(containing: "0%s")).isEmpty)
    try expect(ExampleFilter(containing: "FILM")) { $0.text.contains("film") }
  }

  @Test func `pieces are found among the tokens`() throws {
    try expect(ExampleFilter(piece: "##ing")) { $0.tokens.contains { $0.piece == "##ing" } }
    try expect(ExampleFilter(label: "positive", piece: "good")) { $0.label == "positive" && $0.tokens.contains { $0.piece == "good" } }
    #expect(try rows(ExampleFilter(piece: "never seen")).isEmpty)
  }

  @Test(arguments: [1, 2, 5]) func `a piece is in the top where few ordinary tokens are stronger`(rank: Int) throws {
    try expect(ExampleFilter(piece: "film", pieceRank: rank)) { record in
      let ranked = record.tokens.enumerated().filter { !$0.element.isSpecial }
        .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
      return ranked.prefix(rank).contains { $0.element.piece == "film" }
    }
  }

  @Test func `all conditions must hold`() throws {
    try expect(ExampleFilter(label: "negative", outcome: .correct, containing: "f", length: 5...12)) {
      $0.label == "negative" && $0.predicted == "negative" && $0.text.contains("f") && (5...12).contains($0.tokens.count)
    }
  }

  @Test func `length and a piece's score order both ways`() throws {
    let byLength = records.sorted { ($0.tokens.count, $0.row) < ($1.tokens.count, $1.row) }
    #expect(try rows(ExampleFilter(order: .shortest)) == byLength.map(\.row))
    let longest = byLength.first { $0.tokens.count == byLength.last?.tokens.count }
    #expect(try rows(ExampleFilter(order: .longest, limit: 1)) == [longest?.row])
    func score(_ record: SampleExample) -> Float? { record.tokens.filter { $0.piece == "film" }.map(\.score).max() }
    let scored = records.filter { score($0) != nil }.sorted { (score($0) ?? 0, $0.row) < (score($1) ?? 0, $1.row) }.map(\.row)
    #expect(try rows(ExampleFilter(piece: "film", order: .lowestScore)) == scored)
    #expect(try rows(ExampleFilter(piece: "film", order: .highestScore)) == scored.reversed())
  }

  @Test func `confidence orders both ways, those without one last`() throws {
    let confident = records.filter { $0.confidence != nil }
    let rising = confident.sorted { ($0.confidence ?? 0, $0.row) < ($1.confidence ?? 0, $1.row) }.map(\.row)
    #expect(try rows(ExampleFilter(order: .leastConfident)) == rising + [30])
    #expect(try rows(ExampleFilter(order: .mostConfident, limit: 3)) == Array(rising.reversed().prefix(3)))
  }

  @Test func `labels are summed up for any filter`() throws {
    for filter in [ExampleFilter(), ExampleFilter(label: "positive"), ExampleFilter(length: 0...1000), ExampleFilter(piece: "good")] {
      let chosen = records.filter { record in
        (filter.label == nil || record.label == filter.label)
          && (filter.piece == nil || record.tokens.contains { $0.piece == filter.piece })
      }
      let summaries = try store.labelSummaries(filter)
      #expect(summaries.reduce(0) { $0 + $1.examples } == chosen.count)
      for summary in summaries {
        let group = chosen.filter { $0.label == summary.label && $0.predicted == summary.predicted }
        #expect(summary.examples == group.count)
        let confidences = group.compactMap(\.confidence)
        let mean = confidences.isEmpty ? nil : confidences.reduce(0, +) / Double(confidences.count)
        #expect(abs((summary.meanConfidence ?? -1) - (mean ?? -1)) < 1e-9)
      }
    }
    #expect(try store.labelSummaries(ExampleFilter(length: 0...1000)) == store.labelSummaries())
  }

  @Test func `offset and limit cut a window`() throws {
    #expect(try rows(ExampleFilter(offset: 5, limit: 3)) == [6, 7, 8])
    #expect(try rows(ExampleFilter(offset: 198)) == [199, 200])
    #expect(try rows(ExampleFilter(limit: 0)).isEmpty)
  }

  @Test func `a scan of the examples may make further queries, and stop`() throws {
    var seen = 0
    #expect(throws: CancellationError.self) {
      try store.forEachExample { example in
        seen += 1
        var nested = 0
        try store.forEachExample(ExampleFilter(limit: 2)) { _ in nested += 1 }
        let matrix = try store.matrix(exampleID: example.id, layer: .final)
        #expect(nested == 2 && matrix?.size == example.tokens.count)
        if seen == 10 { throw CancellationError() }
      }
    }
    #expect(seen == 10)
    #expect(try store.count(ExampleFilter()) == 200)
  }
}
