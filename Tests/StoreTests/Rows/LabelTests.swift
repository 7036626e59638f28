import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Labels are found by their exact names, and damaged labels are distinguished from others.
struct LabelTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
  }

  private func damage(_ sql: String) throws -> AttributionStore {
    let queue = try DatabaseQueue(path: url.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    return try AttributionStore.openForReading(at: url)
  }

  private func damages(_ store: AttributionStore) throws -> [Damage] {
    var damages: [Damage] = []
    _ = try store.verify { damages.append($0) }
    return damages
  }

  @Test("a label of 64 kB is stored like any other; a longer one is refused, and nothing of its transaction is written")
  func longest() throws {
    let longest = String(repeating: "l", count: 65_536)
    let long = StoreSamples.record(row: 1, label: longest, predicted: "positive", words: ["good"])
    let longer = StoreSamples.record(row: 2, label: longest + "l", predicted: "positive", words: ["good"])
    try StoreSamples.write([long], to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let error = #expect(throws: StoreError.self) {
      try store.write([StoreSamples.record(row: 3), longer].map { PackedExample($0) }, run: try store.beginRun(StoreSamples.run))
    }
    #expect(error?.description == "the label has 65537 bytes, where 65536 are the most")
    try store.close()
    let reader = try AttributionStore.openForReading(at: url)
    #expect(try reader.labels() == [longest] && reader.labelSummaries().map(\.label) == [longest])
    #expect(try reader.count(ExampleFilter(label: longest)) == 1 && reader.example(id: "ex1")?.label == longest)
    #expect(try reader.summary().examples == 1 && damages(reader) == [])
  }

  @Test("a model whose classes have longer names gets no store")
  func classes() throws {
    let settings = StoreSamples.settings(labels: ["negative", String(repeating: "l", count: 65_537)])
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("the model's classes: the label has 65537 bytes") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == [])
  }

  @Test("a model may call two classes the same: the store has one label for both, and is sound")
  func sameName() throws {
    let settings = StoreSamples.settings(labels: ["negative", "negative", "positive"])
    let record = StoreSamples.record(row: 1, label: "positive", predicted: "negative", words: ["good"])
    var threeLogits = record
    threeLogits.logits = [0, 1, 2]
    try StoreSamples.write([threeLogits], to: url, settings: settings)
    let store = try AttributionStore.openForReading(at: url)
    #expect(try store.example(id: "ex1")?.label == "positive" && damages(store) == [])
  }

  @Test("the names of the model's classes come from the settings: a damaged one is named, and all answers are the same")
  func damagedClass() throws {
    try StoreSamples.write((1...20).map { StoreSamples.record(row: $0) }, to: url)
    let before = try AttributionStore.openForReading(at: url)
    let (examples, summaries) = (try (1...20).map { try before.example(id: "ex\($0)") }, try before.labelSummaries())
    let store = try damage("UPDATE label SET name = 'negatiVe' WHERE id = 1")
    #expect(try (1...20).map { try store.example(id: "ex\($0)") } == examples)
    #expect(try store.labelSummaries() == summaries && store.count(ExampleFilter(label: "negative")) > 0)
    let damages = try damages(store)
    #expect(!damages.isEmpty && damages.allSatisfy { $0.table == "label" && $0.example == nil }, "\(damages)")
  }

  @Test("an index that leads from a name to another label is noticed by each query for the name")
  func strayIndex() throws {
    let labels = ["amused", "bored"]
    try StoreSamples.write(
      labels.enumerated().map { StoreSamples.record(row: $0 + 1, label: $1, predicted: "positive", words: ["good"]) }, to: url)
    // The entry of the index: two bytes of header length and types, then the name and the id.
    var bytes = try Data(contentsOf: url)
    let entry = try #require(bytes.range(of: Data("bored\u{4}".utf8)))
    bytes[entry.upperBound - 1] = 3
    try bytes.write(to: url)
    let store = try AttributionStore.openForReading(at: url)
    let error = #expect(throws: StoreError.self) { try store.count(ExampleFilter(label: "bored")) }
    #expect(error?.description.contains("the index of labels does not lead to 'bored'") == true)
    #expect(try store.count(ExampleFilter(label: "amused")) == 1)
  }
}
