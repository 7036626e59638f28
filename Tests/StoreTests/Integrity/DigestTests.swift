import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// The digest depends on a store's content, and on nothing else.
struct DigestTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func digest(
    _ name: String, _ records: [SampleExample], settings: StoreSettings = StoreSamples.settings(layers: .all, keep: ["genre"]),
    batch: Int = 100
  ) throws -> String {
    let url = directory.url.appendingPathComponent(name)
    try StoreSamples.write(records, to: url, settings: settings, batch: batch)
    return try AttributionStore.openForReading(at: url).digest()
  }

  private let records = (1...60).map { StoreSamples.record(row: $0, layers: 1, kept: ["drama"]) }

  @Test func `a record is hashed with SHA-256`() {
    var hash = RecordHash(table: "token")
    hash.add(integer: 7)
    hash.add(text: Array(String(repeating: "caf\u{E9}", count: 20).utf8))
    hash.addNone()
    hash.add(number: 0.5)
    // The expected value is from Python's hashlib, over the bytes that schema/README.md describes.
    #expect(
      hash.finish().map { String($0, radix: 16) } == [
        "10db83f5cba26ec7", "82a7bad0aa507562", "278bb5d5dacc2654", "e00f9b4639597203",
      ])
  }

  @Test func `a store that version 0.2.0 wrote has the digest that version 0.2.0 printed`() throws {
    let store = try AttributionStore.openForReading(at: Fixtures.url.appendingPathComponent("stores/v3/store.globenc"))
    #expect(try store.summary().schemaVersion == 3)
    #expect(try store.digest() == "600d8e30a15e0b1e56526636b9e4fdbff0e01e1fc4cb1badf43c6b7e377396f2")
  }

  @Test func `order, transactions and runs change nothing`() throws {
    let one = try digest("one", records)
    #expect(one.count == 64)
    #expect(try digest("two", records.reversed(), batch: 7) == one)
    _ = try digest("three", Array(records.prefix(20)))
    #expect(try digest("three", Array(records.dropFirst(20))) == one)
  }

  @Test func `the model's name on the command line changes nothing, the weights' fingerprint does`() throws {
    var settings = StoreSamples.settings(layers: .all, keep: ["genre"])
    let one = try digest("one", records)
    settings.model = "other"
    #expect(try digest("two", records, settings: settings) == one)
    settings.modelFingerprint = "other"
    #expect(try digest("three", records, settings: settings) != one)
  }

  @Test func `each field of a record counts`() throws {
    var seen = [try digest("whole", records)]
    let changes: [(inout SampleExample) -> Void] = [
      { $0.row = 61 }, { $0.id = "other" }, { $0.text += " " }, { $0.pair = "pair" }, { $0.label = nil }, { $0.predicted = "other" },
      { $0.confidence = 0.5 }, { $0.value = 1 }, { $0.isTruncated.toggle() }, { $0.kept = ["comedy"] }, { $0.logits[0] += 1 },
      { $0.tokens[0].score = 0.125 }, { $0.final.values[1] = 0.25 }, { $0.layers[0].exponent += 1 },
    ]
    for (number, change) in changes.enumerated() {
      var records = records
      change(&records[30])
      seen.append(try digest("\(number)", records))
    }
    seen.append(try digest("less", records.dropLast()))
    #expect(Set(seen).count == changes.count + 2)
  }

  @Test func `two stores without texts agree, whatever their salts`() throws {
    let settings = StoreSamples.settings(layers: .all, keep: ["genre"], keepsTexts: false)
    #expect(try digest("one", records, settings: settings) == digest("two", records, settings: settings))
  }
}
