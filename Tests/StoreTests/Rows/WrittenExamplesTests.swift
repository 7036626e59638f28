import Foundation
import Store
import Support
import TestSupport
import Testing

/// Written examples are read back unchanged.
struct WrittenExamplesTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
  }

  @Test func `an example comes back as it was written`() throws {
    var record = StoreSamples.record(row: 7, words: 9, layers: 2, kept: ["a \"quoted\"\nvalue\u{0}", nil])
    record.pair = "the other text"
    record.tokens[3].segment = 1
    record.tokens[3].offsets = 0..<5
    record.value = 2.5
    let settings = StoreSamples.settings(layers: .all, keep: ["genre", "year"])
    try StoreSamples.write([record], to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    #expect(store.settings == settings)
    let example = try #require(try store.example(id: "ex7"))
    #expect(example.row == 7)
    #expect(example.text == record.text)
    #expect(example.pair == "the other text")
    #expect(example.label == record.label)
    #expect(example.predicted == record.predicted)
    #expect(example.confidence == record.confidence)
    #expect(example.value == 2.5)
    #expect(example.logits == record.logits)
    #expect(example.tokens == record.tokens)
    #expect(example.kept == record.kept)
    #expect(example.isTruncated == false)
  }

  @Test func `the lossless codec gives matrices back bit by bit, layer by layer`() throws {
    let record = StoreSamples.record(row: 3, layers: 3)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings(layers: .all))
    try store.write([PackedExample(record, form: ExampleForm(codec: .lossless))], run: try store.beginRun(StoreSamples.run))
    #expect(try store.matrix(exampleID: "ex3", layer: .final) == record.final)
    for layer in 1...3 {
      #expect(try store.matrix(exampleID: "ex3", layer: .layer(layer)) == record.layers[layer - 1])
    }
    #expect(try store.matrix(exampleID: "ex3", layer: .layer(4)) == nil)
    #expect(try store.matrix(exampleID: "ex3", layer: .layer(100_000)) == nil)
    #expect(try store.matrix(exampleID: "nobody", layer: .final) == nil)
  }

  @Test(arguments: ["", "a\u{0}b", "\u{1F600}\u{301}", "'; DROP TABLE example; --"])
  func `any text is an id, and any text is a text`(id: String) throws {
    var record = StoreSamples.record(row: 1)
    record.id = id
    record.text = "\(id) \u{0} after a NUL"
    try StoreSamples.write([record, StoreSamples.record(row: 2)], to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.example(id: id)?.text == record.text)
    #expect(try store.row(ofExample: id) == 1)
  }

  @Test func `an id may be of any length`() throws {
    var record = StoreSamples.record(row: 1)
    record.id = String(repeating: "x", count: 100_000)
    try StoreSamples.write([record], to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.row(ofExample: record.id) == 1)
    #expect(try store.nearestExampleIDs(to: record.id + "y") == [record.id])
  }

  @Test func `ids that differ in their bytes only are two examples`() throws {
    var (composed, decomposed) = (StoreSamples.record(row: 1), StoreSamples.record(row: 2))
    composed.id = "caf\u{E9}"
    decomposed.id = "cafe\u{301}"
    try StoreSamples.write([composed, decomposed], to: url)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.row(ofExample: "caf\u{E9}") == 1)
    #expect(try store.row(ofExample: "cafe\u{301}") == 2)
  }

  @Test func `an id that exists already rolls the whole transaction back`() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let run = try store.beginRun(StoreSamples.run)
    try store.write([PackedExample(StoreSamples.record(row: 1))], run: run)
    let before = try store.summary()
    var again = StoreSamples.record(row: 3)
    again.id = "ex1"
    #expect(throws: StoreError("the store has an example 'ex1' already", kind: .refused)) {
      try store.write([PackedExample(StoreSamples.record(row: 2)), PackedExample(again)], run: run)
    }
    #expect(try store.summary() == before)
    #expect(try store.row(ofExample: "ex2") == nil)
    try store.write([PackedExample(StoreSamples.record(row: 2))], run: run)
    #expect(try store.row(ofExample: "ex2") == 2)
  }

  @Test func `examples are listed in the order of the corpus, whatever the order of writing`() throws {
    let records = (1...300).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records.reversed(), to: url)
    let store = try AttributionStore.openForReading(at: url)
    var rows: [Int] = []
    try store.forEachExample { rows.append($0.row) }
    #expect(rows == Array(1...300))
  }

  @Test func `an example without tokens of its own, label or prediction is stored`() throws {
    var record = StoreSamples.record(row: 1, words: 0)
    record.label = nil
    record.predicted = nil
    record.confidence = nil
    record.logits = []
    try StoreSamples.write([record], to: url)
    let store = try AttributionStore.openForReading(at: url)
    let example = try #require(try store.example(id: "ex1"))
    #expect(example.tokens.map(\.piece) == ["[CLS]", "[SEP]"])
    #expect(example.logits.isEmpty && example.label == nil && example.predicted == nil && example.confidence == nil)
    #expect(try store.labelSummaries() == [LabelSummary(label: nil, predicted: nil, examples: 1, meanConfidence: nil)])
    #expect(
      try store.tokenTotals(label: nil, predicted: nil, units: .pieces, includeSpecial: true)?.entries.map(\.token) == ["[CLS]", "[SEP]"])
  }
}
