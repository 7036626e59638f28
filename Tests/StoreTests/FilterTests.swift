import Foundation
import Store
import TestSupport
import Testing

/// Which examples a filter lets pass, and in which order.
struct FilterTests {
  let directory: TemporaryDirectory
  let store: AttributionStore
  let records: [ExampleRecord]

  init() throws {
    directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("sample.store")
    var records = (1...200).map { StoreSamples.record(row: $0) }
    records[9].text = "100%_Sure\\"
    records[19].label = nil
    records[29].predicted = nil
    records[29].confidence = nil
    self.records = records
    try StoreSamples.write(records, to: url)
    store = try AttributionStore.openForReading(at: url)
  }

  private func rows(_ filter: ExampleFilter) throws -> [Int] {
    var rows: [Int] = []
    try store.forEachExample(filter) { rows.append($0.row) }
    return rows
  }

  /// Expects the rows of those that `condition` holds for, listed and counted.
  private func expect(_ filter: ExampleFilter, _ condition: (ExampleRecord) -> Bool) throws {
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

  @Test func `misclassified are those with two labels that differ`() throws {
    try expect(ExampleFilter(misclassifiedOnly: true)) { $0.label != nil && $0.predicted != nil && $0.label != $0.predicted }
  }

  @Test func `text is found as it is spelt, but for the case of ASCII letters`() throws {
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

  @Test func `confidence orders both ways, those without one last`() throws {
    let confident = records.filter { $0.confidence != nil }
    let rising = confident.sorted { ($0.confidence ?? 0, $0.row) < ($1.confidence ?? 0, $1.row) }.map(\.row)
    #expect(try rows(ExampleFilter(order: .leastConfident)) == rising + [30])
    #expect(try rows(ExampleFilter(order: .mostConfident, limit: 3)) == Array(rising.reversed().prefix(3)))
  }

  @Test func `offset and limit cut a window`() throws {
    #expect(try rows(ExampleFilter(offset: 5, limit: 3)) == [6, 7, 8])
    #expect(try rows(ExampleFilter(offset: 198)) == [199, 200])
    #expect(try rows(ExampleFilter(limit: 0)).isEmpty)
  }

  @Test func `what goes through the examples may ask for more, and stop`() throws {
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
