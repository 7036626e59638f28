import Foundation
import TestSupport
import Testing

@testable import Store

/// A store is continued with equal settings only, and by one writer at a time, however the writer before it ended.
struct ContinuingTests {
  let directory: TemporaryDirectory
  let url: URL
  let settings = StoreSamples.settings()

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
  }

  private func packed(_ rows: ClosedRange<Int>) -> [PackedExample] { rows.map { PackedExample(StoreSamples.record(row: $0)) } }

  /// Copies the store's files in their present state, which is the state after a kill at this moment.
  private func snapshot() throws -> URL {
    let copy = directory.url.appendingPathComponent("killed", isDirectory: true)
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: url.path + suffix, toPath: copy.appendingPathComponent("sample.store").path + suffix)
    }
    return copy.appendingPathComponent("sample.store")
  }

  @Test func `continued in parts, a store is the same as written at once`() throws {
    let records = (1...90).map { StoreSamples.record(row: $0) }
    for part in 0..<3 { try StoreSamples.write(Array(records[part * 30..<part * 30 + 30]), to: url) }
    let whole = directory.url.appendingPathComponent("whole.store")
    try StoreSamples.write(records, to: whole)
    let (one, two) = (try AttributionStore.openForReading(at: url), try AttributionStore.openForReading(at: whole))
    for units in TokenTotals.Units.allCases {
      let totals = try one.tokenTotals(label: nil, predicted: nil, units: units, includeSpecial: true)
      #expect(try totals == two.tokenTotals(label: nil, predicted: nil, units: units, includeSpecial: true))
    }
    #expect(try one.summary().runs.map(\.examples) == [30, 30, 30])
    #expect(try one.summary().examples == 90)
  }

  @Test func `each setting that differs is named with both values`() throws {
    try StoreSamples.write([], to: url)
    var other = settings
    other.model = "another-model"
    other.modelFingerprint = "other"
    other.precision = "bf16"
    other.maxLength = 64
    other.layers = .all
    other.columns.label = "sentiment"
    other.columns.keep = ["genre"]
    let before = try Data(contentsOf: url)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: other) }
    for phrase in [
      "model sample-model, not another-model", "precision f32, not bf16", "max-length 128, not 64", "layers final, not all",
      "label column 'label', not 'sentiment'", "kept columns none, not 'genre'",
    ] {
      #expect(error?.description.contains(phrase) == true, "\(error?.description ?? "") lacks \(phrase)")
    }
    #expect(try Data(contentsOf: url) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["sample.store"])
  }

  @Test func `the same weights may have another name`() throws {
    try StoreSamples.write([], to: url)
    var other = settings
    other.model = "elsewhere/sample-model"
    let store = try AttributionStore.openForWriting(at: url, settings: other)
    #expect(store.settings.model == "sample-model")
  }

  @Test func `a second writer is refused until the first has ended`() throws {
    let first = try AttributionStore.openForWriting(at: url, settings: settings)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("another globenc-index is writing") == true)
    try first.write(packed(1...3), run: try first.beginRun(StoreSamples.run))
    try first.close()
    let second = try AttributionStore.openForWriting(at: url, settings: settings)
    #expect(try second.summary().examples == 3)
  }

  @Test func `a writer in another process is told from a store that is free`() throws {
    try StoreSamples.write([StoreSamples.record(row: 1)], to: url)
    let before = try Data(contentsOf: url)
    // The lock belongs to the open file description, so it does not matter that this is the same process.
    let descriptor = open(url.path, O_RDWR)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("another globenc-index is writing") == true)
    #expect(try Data(contentsOf: url) == before)
    #expect(try AttributionStore.openForReading(at: url).summary().examples == 1)
    close(descriptor)
    #expect(try AttributionStore.openForWriting(at: url, settings: settings).summary().examples == 1)
  }

  @Test func `a reader sees whole transactions while a writer is at work`() async throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(packed(1...50), run: run)
    let url = url
    async let seen = Task.detached {
      var seen: [Int] = []
      repeat {
        let reader = try AttributionStore.openForReading(at: url)
        let summary = try reader.summary()
        let totals = try reader.tokenTotals(label: nil, predicted: nil, units: .pieces, includeSpecial: true)
        // A single call sees one state of the store; between two calls more may have been written.
        #expect(totals?.examples ?? 0 >= summary.examples)
        #expect(totals?.entries.first { $0.token == "[CLS]" }?.count == totals?.examples)
        seen.append(summary.examples)
      } while seen.last ?? 0 < 1000
      return seen
    }.value
    for start in stride(from: 51, to: 1001, by: 50) { try store.write(packed(start...start + 49), run: run) }
    #expect(try await seen.allSatisfy { $0 % 50 == 0 })
  }

  @Test func `threads may look up while another writes`() async throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(packed(1...20), run: run)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for row in 1...20 {
            let found = try store.row(ofExample: "ex\(row)")
            #expect(found == row)
          }
        }
      }
      try store.write(packed(21...200), run: run)
      try await group.waitForAll()
    }
    #expect(try store.row(ofExample: "ex200") == 200)
  }

  @Test func `after a kill between transactions, a store has all committed examples and can be continued`() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(packed(1...40), run: run)
    let killed = try snapshot()

    let reader = try AttributionStore.openForReading(at: killed)
    #expect(try reader.summary().examples == 40)
    #expect(try reader.summary().runs.map(\.examples) == [40])
    #expect(try reader.summary().runs.first?.finishedAt == nil)

    let next = try AttributionStore.openForWriting(at: killed, settings: settings)
    #expect(try next.row(ofExample: "ex40") == 40)
    try next.write(packed(41...60), run: try next.beginRun(StoreSamples.run))
    try next.close()
    #expect(try AttributionStore.openForReading(at: killed).summary().examples == 60)
  }

  @Test func `after a kill within a transaction, a store has nothing of the transaction`() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(packed(1...40), run: run)
    let totals = try store.tokenTotals(label: nil, predicted: nil, units: .words, includeSpecial: true)
    var killed = url
    // More than the writer's cache holds, so that SQLite writes pages of the open transaction to its log.
    var large = StoreSamples.record(row: 41)
    large.text = String(repeating: "x", count: 50_000_000)
    try store.write(run: run) {
      try $0.insert([PackedExample(large)])
    } beforeCommit: {
      killed = try snapshot()
    }
    let log = try FileManager.default.attributesOfItem(atPath: killed.path + "-wal")[.size] as? Int ?? 0
    #expect(log > 10_000_000)
    let next = try AttributionStore.openForWriting(at: killed, settings: settings)
    #expect(try next.summary().examples == 40)
    #expect(try next.tokenTotals(label: nil, predicted: nil, units: .words, includeSpecial: true) == totals)
    #expect(try next.row(ofExample: "ex41") == nil)
    try next.close()
  }

  @Test func `an error within a transaction rolls all of it back`() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(packed(1...5), run: run)
    let before = try store.summary()
    #expect(throws: CancellationError.self) {
      try store.write(run: run) {
        try $0.insert(packed(6...9))
      } beforeCommit: {
        throw CancellationError()
      }
    }
    #expect(throws: CancellationError.self) {
      try store.write(run: run) {
        try $0.insert(packed(6...9))
        throw CancellationError()
      }
    }
    #expect(try store.summary() == before)
    // The store goes on: its ids are free, and its totals are those of what it has.
    try store.write(run: run) { for row in 6...9 { try $0.insert(packed(row...row)) } }
    #expect(try store.summary().examples == 9)
    #expect(try store.verify(onDamage: { Issue.record("\($0)") }).examples == 9)
  }

  @Test func `a run is stored with its counts and times`() throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(StoreSamples.run)
    try store.write(packed(1...50), run: run)
    var info = StoreSamples.run
    info.finishedAt = Date(timeIntervalSince1970: 1_700_000_100)
    info.isInterrupted = true
    info.skipped = 3
    info.failed = 2
    info.audit = RunInfo.Audit(examples: 10, labelAgreement: 0.9, meanSpearman: 0.99, lowestSpearman: 0.95)
    try store.finishRun(run, info)
    info.examples = 50
    info.truncated = 1
    info.tokens = packed(1...50).reduce(0) { $0 + $1.tokenCount }
    try store.close()
    #expect(try AttributionStore.openForReading(at: url).summary().runs == [info])
  }
}
