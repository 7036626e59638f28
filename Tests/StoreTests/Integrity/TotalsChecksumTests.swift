import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Rows of totals have a checksum that label queries check.
struct TotalsChecksumTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try StoreSamples.write((1...120).map { StoreSamples.record(row: $0) }, to: url, batch: 17)
  }

  @Test("after many transactions, each checksum is right for its whole row")
  func current() throws {
    var configuration = Configuration()
    configuration.prepareDatabase { TotalsChecksum.register(on: $0) }
    try DatabaseQueue(path: url.path, configuration: configuration).read { database in
      for (table, columns) in [
        ("slice", "method, class, gold, predicted, examples, tokens, truncated, confidences, confidence_total"),
        ("token_total", "slice, special, token, texts, count, total, squares, cubes"),
        ("word_total", "slice, word, texts, count, total, squares, cubes"),
      ] {
        let wrong = try Int.fetchOne(
          database, sql: "SELECT count(*) FROM \(table) WHERE checksum IS NULL OR checksum <> totals_checksum(\(columns))")
        #expect(wrong == 0, "\(table)")
        let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        #expect(rows > 0)
      }
    }
  }

  @Test(
    "a label query refuses a damaged row",
    arguments: [
      ("token_total", "count = count + 1"), ("token_total", "total = total + (1 << 40)"), ("token_total", "total = total - 1"),
      ("token_total", "checksum = checksum + 1"), ("word_total", "count = 1"),
      ("token_total", "texts = texts + 1"), ("word_total", "texts = texts + (1 << 31) - 1 + (1 << 48)"), ("word_total", "squares = 0"),
      ("token_total", "cubes = cubes + 1"),
      ("word_total", "total = 0"), ("word_total", "word = word || 'x'"),
      ("slice", "examples = examples + 64"),
      ("slice", "checksum = NULL"),
    ])
  func damage(table: String, change: String) throws {
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { database in
      // One row of the slices that all queries below read.
      let key = table == "slice" ? "rowid" : table == "word_total" ? "slice, word" : "slice, special, token"
      try database.execute(
        sql: """
          UPDATE \(table) SET \(change) WHERE (\(key)) = (SELECT \(key) FROM \(table)
            WHERE \(table == "slice" ? "gold = -1 AND predicted > 0" : "count > 5 AND slice = (SELECT id FROM slice WHERE gold = -1 AND predicted > 0)")
            LIMIT 1)
          """)
      #expect(database.changesCount == 1)
    }
    try queue.close()
    let store = try AttributionStore.openForReading(at: url)
    let units: TokenTotals.Units = table == "word_total" ? .words : .pieces
    let errors = ["negative", "positive"].compactMap { label -> StoreError? in
      do {
        let filter = ExampleFilter(predicted: label)
        _ = try store.topTokens(TokenQuery(filter, units: units, includeSpecial: true, minimumTexts: 5, limit: 3))
        return nil
      } catch { return error as? StoreError }
    }
    #expect(errors.count == 1 && errors[0].description.contains("damaged"), "\(errors)")
    // The other label, and examples, are still readable.
    #expect(try store.example(id: "ex7") != nil)
  }
}
