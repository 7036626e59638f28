import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A store without texts holds tokens, and nothing else from which a text can be read.
struct WithoutTextsTests {
  let directory: TemporaryDirectory
  let url: URL
  let records = (1...40).map { StoreSamples.record(row: $0) }

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write(records, to: url, settings: StoreSamples.settings(keepsTexts: false))
  }

  @Test("tokens keep their pieces, scores, segments and special marks; texts, pairs and offsets are not stored")
  func tokens() throws {
    let store = try AttributionStore.openForReading(at: url)
    #expect(!store.settings.keepsTexts)
    for record in records {
      let example = try #require(try store.example(id: record.id))
      #expect(example.text.isEmpty && example.pair == nil)
      #expect(example.tokens.map(\.piece) == record.tokens.map(\.piece))
      #expect(example.tokens.map(\.score) == record.tokens.map(\.score))
      #expect(example.tokens.map(\.segment) == record.tokens.map(\.segment))
      #expect(example.tokens.map(\.isSpecial) == record.tokens.map(\.isSpecial))
      #expect(example.tokens.allSatisfy { $0.offsets == nil })
      #expect(example.label == record.label && example.predicted == record.predicted && example.logits == record.logits)
    }
  }

  @Test("totals of tokens are those of a store with texts; words are joined by their pieces")
  func totals() throws {
    let other = directory.url.appendingPathComponent("texts.store")
    try StoreSamples.write(records, to: other)
    let (without, with) = (try AttributionStore.openForReading(at: url), try AttributionStore.openForReading(at: other))
    let pieces = try without.tokenTotals(label: "negative", predicted: nil, units: .pieces, includeSpecial: true)
    #expect(try pieces == with.tokenTotals(label: "negative", predicted: nil, units: .pieces, includeSpecial: true))
    let words = try #require(try without.tokenTotals(label: "negative", predicted: nil, units: .words, includeSpecial: false))
    var counts: [String: Int] = [:]
    try without.forEachExample(ExampleFilter(label: "negative")) { example in
      for word in example.words { counts[word.name, default: 0] += 1 }
    }
    #expect(counts.keys.contains { $0.hasSuffix("ing") && !$0.hasPrefix("##") })
    #expect(words.entries.map(\.count).reduce(0, +) == counts.values.reduce(0, +))
    for entry in words.entries where entry.token.utf8.allSatisfy({ $0 < 128 }) { #expect(entry.count == counts[entry.token]) }
  }

  @Test("a changed text, pair or label is still noticed, by hashes that differ between stores")
  func contentHash() throws {
    let store = try AttributionStore.openForReading(at: url)
    let record = records[4]
    let stored = try #require(try store.origin(ofExample: record.id)).contentHash
    #expect(stored == store.form.contentHash(text: record.text, pair: nil, label: record.label))
    #expect(stored != store.form.contentHash(text: record.text + " ", pair: nil, label: record.label))
    #expect(stored != store.form.contentHash(text: record.text, pair: "", label: record.label))
    #expect(stored != store.form.contentHash(text: record.text, pair: nil, label: nil))
    let other = directory.url.appendingPathComponent("other.store")
    try StoreSamples.write(records, to: other, settings: StoreSamples.settings(keepsTexts: false))
    #expect(try AttributionStore.openForReading(at: other).origin(ofExample: record.id)?.contentHash != stored)
  }

  @Test("a run that keeps texts cannot continue it, nor the other way round")
  func continuing() throws {
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings()) }
    #expect(error?.description.contains("texts left out, not kept") == true)
  }

  @Test("plain SQL reads a missing text instead of an empty one")
  func view() throws {
    try DatabaseQueue(path: url.path).read { database in
      let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM example_view WHERE text IS NULL AND pair IS NULL")
      #expect(rows == 40)
    }
  }
}
