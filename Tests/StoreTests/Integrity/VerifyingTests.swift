import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// `verify` names each damage once, with its table and example, and nothing else.
struct VerifyingTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write(
      (1...30).map { StoreSamples.record(row: $0, words: 5, layers: 2) }, to: url, settings: StoreSamples.settings(layers: .all))
  }

  private func verify(after sql: String = "") throws -> (outcome: AttributionStore.Verification, damages: [Damage]) {
    if !sql.isEmpty {
      let queue = try DatabaseQueue(path: url.path)
      try queue.write { try $0.execute(sql: sql) }
      try queue.close()
    }
    let store = try AttributionStore.openForReading(at: url)
    var damages: [Damage] = []
    return (try store.verify { damages.append($0) }, damages)
  }

  @Test("an untouched store is sound, and everything in it is counted as checked")
  func soundness() throws {
    let (outcome, damages) = try verify()
    #expect(damages == [])
    #expect(outcome.examples == 30 && outcome.matrices == 90 && outcome.recounted && outcome.damages == 0)
  }

  @Test("a store of a released version is verified as it is", arguments: [("v1", 48), ("v2", 16), ("v3", 48)])
  func releasedStore(version: String, matrices: Int) throws {
    let store = try AttributionStore.openForReading(at: Fixtures.url.appendingPathComponent("stores/\(version)/store.globenc"))
    var damages: [Damage] = []
    let outcome = try store.verify { damages.append($0) }
    #expect(damages == [] && outcome.examples == 12 && outcome.matrices == matrices && outcome.recounted)
  }

  @Test("an example whose key has no room for its scores is named, refused for removal, and dropped by a repair", arguments: [1 << 50, -7])
  func impossibleKey(key: Int) throws {
    let (outcome, damages) = try verify(after: "UPDATE example SET key = \(key) WHERE id = 'ex7'")
    #expect(outcome.examples == 29)
    #expect(
      damages.filter { $0.table == "example" }.map(\.description) == ["table example: example 'ex7' has the impossible key \(key)"])
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings(layers: .all))
    let error = #expect(throws: StoreError.self) { try store.remove(ids: ["ex7"]) }
    #expect(error?.isDamage == true && error?.description.contains("'ex7'") == true)
    try store.close()
    var dropped: [String] = []
    _ = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { dropped.append($0) })
    #expect(dropped == ["ex7"])
    #expect(try verify().damages == [])
  }

  @Test(
    "a damaged example or matrix is named",
    arguments: [
      ("example", "text = 'another'"), ("example", "scores = zeroblob(length(scores))"), ("example", "run = 7"),
      ("example", "tokens = 1000000000000"), ("example", "windows = 1000000000000"),
      ("matrix", "payload = x'00'"), ("matrix", "size = 8192"), ("matrix", "codec = 9"), ("matrix", "checksum = checksum + 1"),
    ])
  func records(table: String, change: String) throws {
    let row = table == "example" ? "id = 'ex7'" : "key = (SELECT key FROM example WHERE id = 'ex7') * 1024 + 1"
    let (outcome, damages) = try verify(after: "UPDATE \(table) SET \(change) WHERE \(row)")
    #expect(damages.count == 1 && damages[0].table == table && damages[0].example == "ex7", "\(damages)")
    #expect(damages.allSatisfy { $0.description.contains("'ex7'") && !$0.description.contains("\n") })
    #expect(outcome.examples == 29 && !outcome.recounted)
  }

  @Test("an example that lost its highest layer is named, the first of the store too", arguments: ["ex1", "ex7"])
  func lostLayer(id: String) throws {
    let (_, damages) = try verify(after: "DELETE FROM matrix WHERE key = (SELECT key FROM example WHERE id = '\(id)') * 1024 + 2")
    #expect(damages.map(\.description) == ["table matrix: the matrix of example '\(id)', layer 2, is missing"])
    #expect(damages.map(\.example) == [id])
  }

  @Test(
    "what is missing, astray or too much is named",
    arguments: [
      ("DELETE FROM matrix WHERE key = (SELECT key FROM example WHERE id = 'ex7') * 1024", "matrix"),
      ("INSERT INTO matrix VALUES (1024000, 1, 0, 0, 0, x'')", "matrix"), ("DELETE FROM slice WHERE gold = -1 AND predicted = -1", "slice"),
      ("UPDATE word_total SET count = count + 1 WHERE word = (SELECT max(word) FROM word_total)", "word_total"),
      ("UPDATE matrix_total SET bytes = 1", "matrix_total"), ("DROP VIEW token_view", "token_view"),
      ("DROP INDEX example_by_row", "example_by_row"),
    ])
  func others(sql: String, table: String) throws {
    let (_, damages) = try verify(after: sql)
    #expect(damages.contains { $0.table == table }, "\(damages)")
  }
}
