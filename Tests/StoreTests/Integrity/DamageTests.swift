import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// A damaged record is reported with its example and layer; all others stay readable.
struct DamageTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write(
      (1...3).map { StoreSamples.record(row: $0, words: 5, layers: 2) }, to: url, settings: StoreSamples.settings(layers: .all))
  }

  private func damage(_ sql: String) throws -> AttributionStore {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return try AttributionStore.openForReading(at: url)
  }

  private static let matrixKey = "(SELECT key FROM example WHERE id = 'ex2') * 1024 + 1"

  @Test(arguments: [
    "payload = zeroblob(length(payload))", "payload = x''", "payload = substr(payload, 1, length(payload) - 1)", "size = size + 1",
    "size = 1000000", "exponent = exponent - 1", "codec = 1 - codec", "checksum = checksum + 1",
  ])
  func `a damaged matrix`(change: String) throws {
    let store = try damage("UPDATE matrix SET \(change) WHERE key = \(Self.matrixKey)")
    let error = #expect(throws: StoreError.self) { try store.matrix(exampleID: "ex2", layer: .layer(1)) }
    #expect(error?.description.contains("example 'ex2', layer 1, is damaged") == true)
    for (id, layer) in [("ex2", MatrixLayer.final), ("ex2", .layer(2)), ("ex1", .layer(1)), ("ex3", .final)] {
      #expect(try store.matrix(exampleID: id, layer: layer) != nil)
    }
  }

  @Test(arguments: [
    "text = 'another'", "scores = zeroblob(length(scores))", "scores = x'00'", "token_ids = x'FFFFFFFFFFFFFFFFFFFF'", "tokens = tokens + 1",
    "tokens = 1000000000000", "offsets = x''", "logits = x'0102'", "label = 99", "confidence = 0.125", "truncated = 1 - truncated",
  ])
  func `a damaged example`(change: String) throws {
    let store = try damage("UPDATE example SET \(change) WHERE id = 'ex2'")
    let error = #expect(throws: StoreError.self) { try store.example(id: "ex2") }
    #expect(error?.description.contains("record of example 'ex2' is damaged") == true)
    #expect(try store.example(id: "ex1") != nil)
    #expect(try store.example(id: "ex3") != nil)
  }

  @Test(arguments: [
    "scores = x'00'", "scores = zeroblob(length(scores))", "scores = replace(scores, substr(scores, 1, 4), x'0000c07f')",
    "token_ids = x'ff'",
    "offsets = x'ff01'", "tokens = 1000000000000", "tokens = -1",
  ])
  func `a scan names impossible values, and never traps`(damage: String) throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("damaged.store")
    try StoreSamples.write((1...20).map { StoreSamples.record(row: $0) }, to: url)
    try DatabaseQueue(path: url.path).write { try $0.execute(sql: "UPDATE example SET \(damage) WHERE id = 'ex7'") }
    let store = try AttributionStore.openForReading(at: url)
    let scans: [() throws -> Void] = [
      { _ = try store.topTokens(TokenQuery(ExampleFilter(length: -1 ... .max))) },
      { _ = try store.topTokens(TokenQuery(ExampleFilter(length: -1 ... .max), units: .words)) },
      { _ = try store.neighbours(of: "ex1", limit: 3) },
      { _ = try store.cues(Cue.Bounds(ratio: 0, purity: 0, count: 1), of: .gold, units: .words, limit: 3) },
      { _ = try store.forEachExample(ExampleFilter(piece: "film", pieceRank: 3, order: .highestScore), onDamage: { _ in }, { _ in }) },
      { _ = try store.report(onToken: "film", units: .words, limit: 3) },
    ]
    for scan in scans {
      // Scores of zero are possible.
      do { try scan() } catch let error as StoreError { #expect(error.description.contains("'ex7' is damaged")) }
    }
    if !damage.contains("zeroblob") { #expect(throws: StoreError.self) { try scans[0]() } }
  }

  @Test(arguments: ExampleFilter.Order.allCases) func `a scan of all examples may skip damaged ones`(
    order: ExampleFilter.Order
  ) throws {
    let store = try damage("UPDATE example SET text = 'another' WHERE id = 'ex2'")
    var (ids, errors): (Set<String>, [StoreError]) = ([], [])
    try store.forEachExample(ExampleFilter(order: order), onDamage: { errors.append($0) }, { ids.insert($0.id) })
    #expect(ids == ["ex1", "ex3"])
    #expect(errors.count == 1 && errors[0].description.contains("record of example 'ex2' is damaged"))
    #expect(throws: StoreError.self) { try store.forEachExample(ExampleFilter(order: order)) { _ in } }
    let own = StoreError("of the body", kind: .refused)
    #expect(throws: own) { try store.forEachExample(onDamage: { _ in }, { _ in throw own }) }
  }

  @Test func `a missing piece`() throws {
    let store = try damage("DELETE FROM token WHERE piece = '[CLS]'")
    #expect(throws: StoreError.self) { try store.example(id: "ex1") }
  }

  @Test func `a codec of a newer program`() throws {
    let store = try damage("UPDATE matrix SET codec = 77 WHERE key = \(Self.matrixKey)")
    #expect(throws: StoreError.self) { try store.matrix(exampleID: "ex2", layer: .layer(1)) }
  }

  @Test("an id beyond those of any vocabulary is damage: it would be negative")
  func negativeID() {
    #expect(TokenBlobs.unpackIDs([0xFF, 0xFF, 0xFF, 0xFF, 0x07], count: 1) == [.max])
    #expect(TokenBlobs.unpackIDs([0x80, 0x80, 0x80, 0x80, 0x08], count: 1) == nil)
  }
}
