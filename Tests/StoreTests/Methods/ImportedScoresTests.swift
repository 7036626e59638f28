import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// Scores of other programs live in a store as its own do, but for runs, which never compute them.
struct ImportedScoresTests {
  private let directory: TemporaryDirectory
  private let url: URL
  private static let saliency = Method(name: "saliency")
  private static let shap = Method(name: "shap", isSigned: true)

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("imported.store")
  }

  /// The scores of an example, computed from its id and a number.
  private static func scores(_ id: String, count: Int, version: Int) -> [Double] {
    let start = id.utf8.reduce(version) { $0 &* 31 &+ Int($1) }
    return (0..<count).map { position in
      let number = (start &+ position * 7) % 9
      return Double(abs(number)) + 0.5
    }
  }

  private static func add(_ records: [SampleExample], version: Int, signed: Bool, to scores: inout ScoreImport) throws {
    for record in records {
      let numbers = self.scores(record.id, count: record.tokens.count, version: version)
      guard signed else { return try scores.add(id: record.id, className: nil, scores: numbers) }
      for name in ["negative", "positive"] { try scores.add(id: record.id, className: name, scores: numbers.map { $0 - 4 }) }
    }
  }

  private static func importing(
    _ records: [SampleExample], version: Int = 1, signed: Bool = false, replacing: Bool = false, into store: AttributionStore
  ) throws {
    try store.importScores(by: signed ? shap : saliency, replacing: replacing) { scores in
      for record in records { try add([record], version: version, signed: signed, to: &scores) }
    }
  }

  /// The text of an example follows from `text`, its label from `label`.
  private func record(_ id: Int, text: Int, label: Int) -> SampleExample {
    var record = StoreSamples.record(row: 1000 * id + text, layers: 1)
    (record.id, record.row) = ("ex\(id)", id)
    record.label = ["negative", "positive", nil, "other"][label]
    return record
  }

  private func packed(_ record: SampleExample, form: ExampleForm) -> PackedExample {
    guard ["0", "3", "7"].contains(record.id.suffix(1)) else { return PackedExample(record, form: form) }
    let window = WindowRecord(
      first: 1, scores: record.tokens.map(\.score), logits: record.logits, predicted: record.predicted, confidence: record.confidence,
      value: nil)
    let packed = PackedWindow(window, final: record.final, layers: record.layers, form: form)
    return PackedExample(record, windows: [packed, packed], form: form)
  }

  @Test(arguments: [1, 2, 3] as [UInt64], [true, false])
  func `whatever is imported, replaced and removed, a store equals a new one of the remaining examples and scores`(
    seed: UInt64, isSigned: Bool
  ) throws {
    let settings = StoreSamples.settings(layers: .all, keepsTexts: seed != 3)
    var random = RandomNumbers(seed: seed)
    var left: [Int: (record: SampleExample, text: Int, import: Int?)] = [:]
    var isImported = false
    for round in 1...14 {
      let known = (try? AttributionStore.openForReading(at: url))?.settings
      let store = try AttributionStore.openForWriting(at: url, settings: known ?? settings)
      switch round == 2 ? 3 : random.next() % 4 {
      case 0, 1:
        var batch: [PackedExample] = []
        for id in Set((0..<15).map { _ in 1 + Int(random.next() % 30) }).sorted() {
          // The same text again, with whatever label, or another one.
          let text = random.next() % 2 == 0 ? left[id]?.text ?? 1 : Int(random.next() % 900)
          let record = record(id, text: text, label: Int(random.next() % 4))
          var example = packed(record, form: store.form)
          example.replaces = left[id] != nil
          batch.append(example)
          left[id] = (record, text, left[id].flatMap { $0.text == text ? $0.import : nil })
        }
        try store.write(batch, run: store.beginRun(StoreSamples.run))
      case 2:
        let gone = left.keys.sorted().filter { _ in random.next() % 4 == 0 }
        #expect(try store.remove(ids: gone.map { "ex\($0)" }) == gone.count)
        for id in gone { left[id] = nil }
      default:
        let chosen = left.keys.sorted().filter { _ in random.next() % 3 > 0 }
        for id in left.keys { left[id]?.import = chosen.contains(id) ? round : nil }
        try Self.importing(
          chosen.compactMap { left[$0]?.record }, version: round, signed: isSigned, replacing: isImported, into: store)
        isImported = true
      }
      try store.close()
      let reader = try AttributionStore.openForReading(at: url)
      let verification = try reader.verify { Issue.record("\($0)") }
      #expect(verification.recounted && verification.examples == left.count)

      let fresh = try AttributionStore.openForWriting(
        at: directory.url.appendingPathComponent(UUID().uuidString), settings: settings)
      try fresh.write(left.values.map { packed($0.record, form: fresh.form) }, run: fresh.beginRun(StoreSamples.run))
      if isImported {
        try fresh.importScores(by: isSigned ? Self.shap : Self.saliency, replacing: false) { scores in
          for (record, _, version) in left.values {
            if let version { try Self.add([record], version: version, signed: isSigned, to: &scores) }
          }
        }
      }
      #expect(try reader.digest() == fresh.digest(), "round \(round)")
    }
  }

  @Test func `scores without sign become shares, and those with a sign get a bias`() throws {
    let records = (1...6).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records, to: url)
    var store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    try Self.importing(records, into: store)
    try store.close()
    store = try AttributionStore.openForWriting(at: url, settings: AttributionStore.openForReading(at: url).settings)
    try Self.importing(Array(records.prefix(4)), signed: true, into: store)
    try store.close()
    let reader = try AttributionStore.openForReading(at: url)
    #expect(reader.settings.methods.map(\.isImported) == [false, true, true])
    #expect(try reader.scored(by: Self.saliency).examples == 6 && reader.scored(by: Self.shap).examples == 4)
    for record in records.prefix(4) {
      let results = try reader.results(exampleID: record.id)
      #expect(results.map(\.method.name) == ["n-enc", "saliency", "shap", "shap"])
      let given = Self.scores(record.id, count: record.tokens.count, version: 1)
      let sum = given.reduce(0, +)
      #expect(results[1].scores == given.map { Float($0 / sum) } && results[1].bias == nil)
      for (result, logit) in zip(results.dropFirst(2), record.logits) {
        #expect(result.logit == Double(logit) && result.bias == Double(logit) - given.reduce(0) { $0 + $1 - 4 })
      }
    }
  }

  @Test func `an example with scores by all other methods lacks none, whether it has imported ones or not`() throws {
    let records = (1...4).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    try Self.importing(Array(records.prefix(2)), into: store)
    try store.close()
    let reader = try AttributionStore.openForReading(at: url)
    for record in records {
      let key = try #require(try reader.origin(ofExample: record.id)).key
      #expect(try !reader.lacksMethods(exampleKey: key))
    }
  }

  @Test func `an import that fails changes nothing`() throws {
    let records = (1...4).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    let before = try store.digest()
    #expect(throws: StoreError.self) {
      try store.importScores(by: Self.saliency, replacing: false) { scores in
        try Self.add([records[0]], version: 1, signed: false, to: &scores)
        try scores.add(id: records[1].id, className: nil, scores: [1])
      }
    }
    #expect(try store.digest() == before)
    try Self.importing(records, into: store)
  }

  @Test func `a damaged imported score is named, and a repair drops its example and keeps the imported scores of the others`() throws {
    let records = (1...8).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    try Self.importing(Array(records.prefix(6)), signed: true, into: store)
    let key = try #require(try store.origin(ofExample: records[2].id)).key
    try store.write { database in
      let first = ScoreKey.bounds(from: key, through: key).first
      let sql = "UPDATE score SET scores = substr(scores, 1, 6) || x'7f' || substr(scores, 8) WHERE key = \(first)"
      try database.execute(sql: sql)
    }
    try store.close()
    var damages: [String] = []
    var dropped: [String] = []
    _ = try StoreRepair(of: url).run {
      damages.append($0.description)
    } onDrop: {
      dropped.append($0)
    }
    #expect(
      damages == ["table score: the scores of example '\(records[2].id)' by shap for 'negative' do not agree with their checksum"])
    #expect(dropped == [records[2].id])
    let repaired = try AttributionStore.openForReading(at: url)
    #expect(try repaired.verify { Issue.record("\($0)") }.examples == 7)
    #expect(repaired.settings.methods.last?.isImported == true)
    #expect(try repaired.scored(by: Self.shap).examples == 5)
  }

  @Test func `imported scores of a window are damage`() throws {
    let records = (1...4).map { StoreSamples.record(row: $0) }
    try StoreSamples.write(records, to: url)
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings())
    try Self.importing(records, into: store)
    try store.write { database in
      var row = try #require(
        try DirectStatement("SELECT \(ScoreFields.columns.list) FROM score LIMIT 1", in: database).first(ScoreFields.init))
      row.window = 1
      try database.execute(sql: "UPDATE score SET window = 1, checksum = ? WHERE key = ?", arguments: [row.sum, row.key])
    }
    try store.close()
    var damages: [String] = []
    _ = try AttributionStore.openForReading(at: url).verify { damages.append($0.description) }
    #expect(damages.contains { $0.hasSuffix("by saliency are imported, and imported scores are of whole texts") }, "\(damages)")
  }
}

extension DirectStatement {
  /// The value that is made of the first row.
  fileprivate func first<Value>(_ make: (DirectStatement, Int32) -> Value) throws -> Value? {
    defer { reset() }
    return try step() ? make(self, 0) : nil
  }
}
