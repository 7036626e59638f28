import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// After adding, replacing, renumbering and removing in any order, a store equals a new store of the remaining examples.
struct RevisingTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("revised.store")
  }

  /// An example of that id, which differs for each `version`.
  private func record(_ id: Int, version: UInt64) -> SampleExample {
    var record = StoreSamples.record(row: 1000 * id + Int(version % 1000), layers: 1)
    (record.id, record.row) = ("ex\(id)", id)
    if version % 5 == 0 { record.label = nil }
    if version % 7 == 0 { (record.predicted, record.confidence) = (nil, nil) }
    if version % 11 == 0 { record.label = "label \(version % 3)" }
    if version % 13 == 0 { record.isTruncated = true }
    return record
  }

  /// A digest of all tables, including windows.
  private func digest(_ records: [SampleExample], settings: StoreSettings, windows: Bool) throws -> String {
    let fresh = directory.url.appendingPathComponent(UUID().uuidString)
    let store = try AttributionStore.openForWriting(at: fresh, settings: settings)
    try store.write(records.map { packed($0, form: store.form, windows: windows) }, run: store.beginRun(StoreSamples.run))
    return try store.digest()
  }

  private func packed(_ record: SampleExample, form: ExampleForm, windows: Bool) -> PackedExample {
    guard windows, ["0", "3", "7"].contains(record.id.suffix(1)) else { return PackedExample(record, form: form) }
    let scores = record.tokens.map(\.score)
    let window = WindowRecord(
      first: 1, scores: scores, logits: record.logits, predicted: record.predicted, confidence: record.confidence, value: nil)
    let packed = PackedWindow(window, final: record.final, layers: record.layers, form: form)
    return PackedExample(record, windows: [packed, packed], form: form)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64], [true, false])
  func `random operations leave the totals of the remaining examples`(seed: UInt64, keepsTexts: Bool) throws {
    let settings = StoreSamples.settings(layers: .all, keepsTexts: keepsTexts)
    let windows = seed % 2 == 0
    var random = RandomNumbers(seed: seed)
    var left: [Int: SampleExample] = [:]
    for _ in 0..<12 {
      let store = try AttributionStore.openForWriting(at: url, settings: settings)
      let run = try store.beginRun(StoreSamples.run)
      switch random.next() % 4 {
      case 0, 1:
        var batch: [PackedExample] = []
        for id in Set((0..<20).map { _ in 1 + Int(random.next() % 60) }).sorted() {
          let record = record(id, version: random.next())
          var example = packed(record, form: store.form, windows: windows)
          example.replaces = left[id] != nil
          batch.append(example)
          left[id] = record
        }
        try store.write(batch, run: run)
        #expect(try store.summary().runs.last?.examples == batch.count)
      case 2:
        let gone = Set(left.keys.filter { _ in random.next() % 3 == 0 })
        let keys = try Set(gone.map { try #require(try store.origin(ofExample: "ex\($0)")).key })
        #expect(try store.prune(run: run) { key, _ in !keys.contains(key) } == gone.count)
        for id in gone { left[id] = nil }
      default:
        var moves: [(key: Int64, row: Int)] = []
        for id in left.keys.sorted() where random.next() % 2 == 0 {
          moves.append((try #require(try store.origin(ofExample: "ex\(id)")).key, Int(random.next() % 1000)))
          left[id]?.row = moves.last?.row ?? 0
        }
        try store.renumber(moves)
      }
      try store.close()
      let reader = try AttributionStore.openForReading(at: url)
      #expect(try reader.summary().examples == left.count)
      #expect(try reader.digest() == digest(Array(left.values), settings: settings, windows: windows))
      try reader.forEachExample { _ in }
    }
  }

  @Test func `an example whose record is damaged is named, and nothing is removed with it`() throws {
    try StoreSamples.write((1...20).map { StoreSamples.record(row: $0) }, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let run = try store.beginRun(StoreSamples.run)
    try store.write { try $0.execute(sql: "UPDATE example SET text = 'x' WHERE id = 'ex7'") }
    let before = try store.digest()
    let error = #expect(throws: StoreError.self) { try store.prune(run: run) { _, _ in false } }
    #expect(error?.description.contains("'ex7'") == true)
    #expect(try store.digest() == before)
  }

  @Test func `a store from which everything was removed is empty`() throws {
    try StoreSamples.write((1...20).map { StoreSamples.record(row: $0) }, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    #expect(try store.prune(run: store.beginRun(StoreSamples.run)) { _, _ in false } == 20)
    #expect(try store.digest() == digest([], settings: StoreSamples.settings(), windows: false))
    #expect(try store.labels() == [])
  }
}
