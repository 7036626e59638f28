import Foundation
import GRDB
import Schema
import Support
import TestSupport
import Testing

@testable import Store

/// Totals hold the number of texts with a token, and the sums of powers of its score in a text.
struct MomentsTests {
  private let directory: TemporaryDirectory
  private let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("moments.store")
  }

  @Test func `squares and cubes are powers of the sum in a text, in units of 2^-32`() {
    let half = Moments(count: 3, total: 1 << 31)
    #expect(half == Moments(texts: 1, count: 3, total: 1 << 31, squares: 1 << 30, cubes: 1 << 29))
    // 0.1 is 429496729.6 units: x^2 and x^3 of 429496730 units are 42949673.0400 and 4294967.3080 (Python's fractions).
    #expect(Moments(count: 1, total: 429_496_730) == Moments(texts: 1, count: 1, total: 429_496_730, squares: 42_949_673, cubes: 4_294_967))
    #expect(Moments(count: 1, total: -(1 << 31)) == Moments(texts: 1, count: 1, total: -(1 << 31), squares: 1 << 30, cubes: -(1 << 29)))
    // The numbers of a damaged store are impossible, but do not trap.
    #expect(Moments(count: 1, total: .max).texts == 1)
  }

  /// A store of the texts "film film", "film bad" and "bad".
  private func write() throws -> AttributionStore {
    let words = [("negative", ["film", "film"]), ("positive", ["film", "bad"]), ("negative", ["bad"])]
    let scores: [[Float]] = [[0.25, 0.5], [0.5, 0.125], [0.25]]
    let records = zip(words, scores).enumerated().map { row, text in
      var record = StoreSamples.record(row: row + 1, label: text.0.0, predicted: text.0.0, words: text.0.1)
      for (place, score) in text.1.enumerated() { record.tokens[place + 1].score = score }
      return record
    }
    try StoreSamples.write(records, to: url, batch: 2)
    return try AttributionStore.openForReading(at: url)
  }

  @Test(arguments: TokenTotals.Units.allCases, [nil, 0...100])
  func `a token that occurs twice in a text counts once among its texts`(units: TokenTotals.Units, length: ClosedRange<Int>?) throws {
    let store = try write()
    let sums = try store.read { database in
      let names = try TokenNames(units, in: database)
      let filter = ExampleFilter(predicted: nil, length: length)
      let sums = try #require(try SliceSides(database, settings: store.settings, names: names, includeSpecial: false).sums(of: filter))
      return try Dictionary(uniqueKeysWithValues: sums.all.map { (try names.name(of: $0.token).string, $0.moments) })
    }
    let one = Int64(1) << 32
    #expect(
      sums == [
        // x: 0.75, 0.5
        "film": Moments(
          texts: 2, count: 3, total: one * 5 / 4, squares: one * 9 / 16 + one / 4, cubes: one * 27 / 64 + one / 8),
        // x: 0.125, 0.25
        "bad": Moments(texts: 2, count: 2, total: one * 3 / 8, squares: one / 64 + one / 16, cubes: one / 512 + one / 64),
      ])
  }

  @Test func `plain SQL reads the number of texts with a token`() throws {
    _ = try write()
    let rows = try DatabaseQueue(path: url.path).read { database in
      try Row.fetchAll(database, sql: "SELECT texts, count FROM word_view WHERE word = 'film' AND label = '(any)' ORDER BY predicted")
        + Row.fetchAll(database, sql: "SELECT texts, count FROM token_view WHERE token = 'film' AND label = '(any)' ORDER BY predicted")
    }
    #expect(rows.map { [$0["texts"] as Int, $0["count"]] } == [[1, 2], [1, 1], [1, 2], [1, 1]])
  }

  @Test func `a replaced example leaves no trace in them`() throws {
    let records = (1...60).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let run = try store.beginRun(StoreSamples.run)
    func rows() throws -> [Row] {
      try store.read {
        try Row.fetchAll($0, sql: "SELECT * FROM word_total ORDER BY slice, word")
          + Row.fetchAll($0, sql: "SELECT * FROM token_total ORDER BY slice, special, token")
      }
    }
    let before = try rows()
    for record in [StoreSamples.record(row: 7, words: 40), records[6]] {
      var example = PackedExample(record, form: store.form)
      example.replaces = true
      try store.write([example], run: run)
    }
    #expect(try rows() == before)
    try store.close()
  }

  @Test(arguments: ["v1", "v2"])
  func `an older store has them after its migration, and computes them by a scan before`(version: String) throws {
    try FileManager.default.copyItem(at: Fixtures.url.appendingPathComponent("stores/\(version)/store.globenc"), to: url)
    let old = try AttributionStore.openForReading(at: url)
    func sums(_ store: AttributionStore, _ units: TokenTotals.Units) throws -> [String: Moments] {
      try store.read { database in
        let names = try TokenNames(units, in: database)
        let sums = try #require(
          try SliceSides(database, settings: store.settings, names: names, includeSpecial: false).sums(
            of: ExampleFilter(label: "negative")))
        return try Dictionary(uniqueKeysWithValues: sums.all.map { (try names.name(of: $0.token).string, $0.moments) })
      }
    }
    let before = try TokenTotals.Units.allCases.map { try sums(old, $0) }
    let digest = try old.digest()
    #expect(before.allSatisfy { $0.values.contains { $0.texts > 1 } })
    try AttributionStore.openForWriting(at: url, settings: old.settings).close()
    let new = try AttributionStore.openForReading(at: url)
    #expect(try new.summary().schemaVersion == Schema.version)
    #expect(try TokenTotals.Units.allCases.map { try sums(new, $0) } == before)
    #expect(try new.verify { Issue.record("\($0)") }.recounted)
    // Version 1 has other words.
    #expect(try version == "v1" || new.digest() == digest)
  }
}
