import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Stored totals are compared with the sums over the examples.
struct RecountTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write((1...80).map { StoreSamples.record(row: $0) }, to: url, batch: 17)
  }

  private func differences() throws -> [Damage] {
    let store = try AttributionStore.openForReading(at: url)
    return try store.read { try Recount.differences(in: $0, settings: store.settings) }
  }

  @Test("a store that was written in several transactions agrees with its recount")
  func agreement() throws {
    #expect(try differences() == [])
  }

  @Test(
    "an older store agrees, but for words, which were told otherwise, and numbers of texts, which it does not have",
    arguments: ["v1", "v2"])
  func olderStore(version: String) throws {
    let old = try AttributionStore.openForReading(at: Fixtures.url.appendingPathComponent("stores/\(version)/store.globenc"))
    #expect(try old.read { try Recount.differences(in: $0, settings: old.settings) } == [])
  }

  @Test(
    "whatever differs is named by its table and labels, though its own checksum is right",
    arguments: [
      ("token_total", "count = count + 1"), ("token_total", "total = total - 1"), ("token_total", "special = 1 - special"),
      ("word_total", "count = count + (1 << 62)"), ("word_total", "word = word || 'x'"), ("slice", "examples = examples + 1"),
      ("slice", "confidence_total = 0"), ("token_total", "texts = texts + 1"), ("token_total", "squares = squares + 1"),
      ("word_total", "texts = 0"), ("word_total", "cubes = cubes - 1"), ("slice", "truncated = 9"), ("matrix_total", "bytes = bytes + 1"),
      ("matrix_total", "matrices = 0"),
    ])
  func differing(table: String, change: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { TotalsChecksum.register(on: $0) }
    let columns = [
      "slice": "method, class, gold, predicted, examples, tokens, truncated, confidences, confidence_total",
      "token_total": "slice, special, token, texts, count, total, squares, cubes",
      "word_total": "slice, word, texts, count, total, squares, cubes",
    ]
    let keys = ["slice": "id", "token_total": "slice, special, token", "word_total": "slice, word", "matrix_total": "codec"]
    let queue = try DatabaseQueue(path: url.path, configuration: configuration)
    try queue.write { database in
      let key = try #require(keys[table])
      let negative = "(SELECT id FROM slice WHERE gold = (SELECT id FROM label WHERE name = 'negative') AND predicted = -1)"
      let row = table == "matrix_total" ? "1" : table == "slice" ? "id = \(negative)" : "slice = \(negative)"
      try database.execute(
        sql: "UPDATE \(table) SET \(change) WHERE (\(key)) = (SELECT \(key) FROM \(table) WHERE \(row) ORDER BY 1 DESC LIMIT 1)")
      #expect(database.changesCount == 1)
      if let columns = columns[table] { try database.execute(sql: "UPDATE \(table) SET checksum = totals_checksum(\(columns))") }
    }
    try queue.close()
    let found = try differences()
    #expect(found.count == 1 && found[0].table == table, "\(found)")
    if table != "matrix_total" {
      #expect(found[0].description.contains("with the gold label 'negative' and any predicted label are not those of a recount"))
    }
  }

  @Test("totals of a slice that does not exist, and a slice whose totals are missing")
  func missing() throws {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: "DELETE FROM slice WHERE gold = -1 AND predicted = -1") }
    #expect(try differences().map(\.table) == ["slice"])
    try queue.write {
      try $0.execute(sql: "UPDATE word_total SET slice = 99 WHERE slice = (SELECT id FROM slice WHERE gold = 1 AND predicted = -1)")
    }
    let tables = try differences().map(\.table)
    #expect(tables == ["slice", "word_total", "word_total"])
  }
}
