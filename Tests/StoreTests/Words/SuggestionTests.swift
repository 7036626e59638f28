import Foundation
import Support
import TestSupport
import Testing

@testable import Store

/// Suggestions for names that do not exist.
struct SuggestionTests {
  @Test func `the distance counts scalars inserted, removed and replaced`() {
    #expect(EditDistance.between("", "") == 0)
    #expect(EditDistance.between("", "abc") == 3)
    #expect(EditDistance.between("abc", "") == 3)
    #expect(EditDistance.between("kitten", "sitting") == 3)
    #expect(EditDistance.between("caf\u{E9}", "cafe") == 1)
  }

  @Test func `labels are suggested by distance, whatever the case`() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write([StoreSamples.record(row: 1, label: "mixed", predicted: "positive", words: ["film"])], to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.nearestLabels(to: "POSITIV", limit: 1) == ["positive"])
    #expect(try store.nearestLabels(to: "mxed", limit: 1) == ["mixed"])
    #expect(try store.nearestLabels(to: "negative").first == "negative")
    #expect(try store.nearestLabels(to: "x", limit: 10).count == 3)
  }

  @Test(arguments: [("tt00512x", "tt00512"), ("TT00512", "tt00512"), ("tt0051", "tt00510"), ("tt0512", "tt00512"), ("", "tt00001")])
  func `ids are suggested from their neighbours in the index`(wanted: String, suggestion: String) throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("sample.store")
    let records = (1...1000).map { row in
      let digits = String(row)
      return StoreSamples.record(
        row: row, id: "tt" + String(repeating: "0", count: 5 - digits.count) + digits, label: nil, predicted: nil, words: ["film"])
    }
    try StoreSamples.write(records, to: url, batch: 1000)
    let store = try AttributionStore.openForReading(at: url)
    let suggestions = try store.nearestExampleIDs(to: wanted, limit: 10)
    #expect(suggestions.contains(suggestion), "\(suggestions)")
    #expect(suggestions.count == 10)
  }

  @Test func `an empty store has nothing to suggest but the model's labels`() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write([], to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.nearestExampleIDs(to: "ex1").isEmpty)
    #expect(try store.nearestLabels(to: "negativ") == ["negative", "positive"])
    #expect(try store.summary().examples == 0)
    #expect(try store.summary().bitsPerValue == nil)
    #expect(try store.labels().isEmpty)
  }
}
