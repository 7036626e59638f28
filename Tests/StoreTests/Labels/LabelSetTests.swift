import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// A store whose model gives each text several labels.
struct LabelSetTests {
  private static let classes = ["joy", "anger", "fear"]
  private static let settings = StoreSettings(
    model: "m", modelFingerprint: "1", tokenizerFingerprint: "2", precision: "f32", maxLength: 16,
    layers: .final, columns: .init(text: "text", textPair: nil, label: "label", id: "id", keep: []), labels: classes,
    problemType: .multiLabel, codec: .lossless, threshold: 0.5)

  private let directory: TemporaryDirectory
  private let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sets.store")
  }

  /// An example with these gold labels (nil: unknown), whose sigmoids are 0.9 for the predicted classes and 0.1 for the others.
  private func record(_ row: Int, gold: [String]?, predicted: [String]) -> SampleExample {
    var record = StoreSamples.record(row: row, words: 4)
    record.logits = Self.classes.map { predicted.contains($0) ? 2.2 : -2.2 }
    (record.predicted, record.confidence) = (predicted.first ?? "joy", predicted.isEmpty ? 0.1 : 0.9)
    record.labels = gold
    return record
  }

  private var records: [SampleExample] {
    [
      record(1, gold: ["joy"], predicted: ["joy"]), record(2, gold: ["joy", "fear"], predicted: ["joy"]),
      record(3, gold: ["anger", "fear"], predicted: ["anger", "fear"]), record(4, gold: [], predicted: []),
      record(5, gold: nil, predicted: ["joy", "anger"]), record(6, gold: ["fear", "awe"], predicted: ["fear"]),
    ]
  }

  private func store(_ records: [SampleExample]) throws -> AttributionStore {
    let store = try AttributionStore.openForWriting(at: url, settings: Self.settings)
    try store.write(records.map { PackedExample($0, form: store.form) }, run: store.beginRun(StoreSamples.run))
    return store
  }

  private func rows(_ store: AttributionStore, _ filter: ExampleFilter) throws -> [Int] {
    var rows: [Int] = []
    #expect(try store.forEachExample(filter) { rows.append($0.row) } == rows.count)
    #expect(try store.count(filter) == rows.count)
    return rows
  }

  @Test func aLabelIsAskedForByTheSetsThatHoldIt() throws {
    let store = try store(records)
    #expect(try rows(store, ExampleFilter(label: "fear")) == [2, 3, 6])
    #expect(try rows(store, ExampleFilter(label: "awe")) == [6])
    #expect(try rows(store, ExampleFilter(predicted: "joy")) == [1, 2, 5])
    #expect(try rows(store, ExampleFilter(label: "fear", predicted: "fear")) == [3, 6])
    #expect(try rows(store, ExampleFilter(label: "fear", predicted: "anger", containing: " ")).allSatisfy { $0 == 3 })
    #expect(try rows(store, ExampleFilter(outcome: .misclassified)) == [2], "of 6 a gold label is no class")
    #expect(try rows(store, ExampleFilter(outcome: .correct)) == [1, 3, 4])
    #expect(try rows(store, ExampleFilter(label: "joy", outcome: .misclassified)) == [2])
  }

  @Test func anExampleSaysItsSets() throws {
    let store = try store(records)
    let (two, four, five) = (try store.example(id: "ex2"), try store.example(id: "ex4"), try store.example(id: "ex5"))
    #expect(two?.labels == ["joy", "fear"] && two?.predictedLabels == ["joy"] && two?.isRight == false && two?.predicted == "joy")
    #expect(four?.labels == [] && four?.predictedLabels == [] && four?.isRight == true)
    #expect(try store.example(id: "ex6")?.isRight == nil)
    #expect(five?.labels == nil && five?.predictedLabels == ["joy", "anger"] && five?.isRight == nil)
  }

  /// Kept totals equal a scan's, and each example counts once in the whole.
  @Test func totalsCountATextInEachOfItsLabelsAndOnceInAll() throws {
    let store = try store(records)
    for units in [TokenTotals.Units.pieces, .words] {
      for (label, predicted) in [
        (nil, nil), ("fear", nil), ("joy", nil), (nil, "joy"), (nil, "fear"), ("fear", "fear"), ("awe", "fear"), ("joy", "anger"),
      ] as [(String?, String?)] {
        let kept = try #require(try store.tokenTotals(label: label, predicted: predicted, units: units, includeSpecial: true))
        var scanned: [String: Int] = [:]
        var count = 0
        try store.forEachExample(ExampleFilter(label: label, predicted: predicted)) { example in
          count += 1
          switch units {
          case .pieces: for token in example.tokens { scanned[token.piece, default: 0] += 1 }
          case .words:
            for word in example.words { scanned[word.name, default: 0] += 1 }
            for token in example.tokens where token.isSpecial { scanned[token.piece, default: 0] += 1 }
          }
        }
        #expect(kept.examples == count, "\(label ?? "any") \(predicted ?? "any")")
        #expect(Dictionary(kept.entries.map { ($0.token, $0.count) }) { $0 + $1 } == scanned, "\(label ?? "any") \(predicted ?? "any")")
      }
    }
    #expect(try store.summary().examples == 6)
    #expect(try store.labelSummaries().first { $0.label == "fear" && $0.predicted == "fear" }?.examples == 2)
    #expect(try store.labelSummaries(ExampleFilter(length: 0...100)) == store.labelSummaries())
  }

  @Test func aStoreOfSetsIsSoundAndStaysSoWhenExamplesAreReplacedAndRemoved() throws {
    let first = try store(records)
    var changed = PackedExample(record(2, gold: ["anger"], predicted: ["anger", "joy"]), form: first.form)
    changed.replaces = true
    let run = try first.beginRun(StoreSamples.run)
    try first.write([changed], run: run)
    _ = try first.prune(run: run) { key, _ in key != 3 }
    let digest = try first.digest()
    try first.close()
    let reader = try AttributionStore.openForReading(at: url)
    var damages: [String] = []
    _ = try reader.verify { damages.append($0.description) }
    #expect(damages == [])

    let other = directory.url.appendingPathComponent("anew.store")
    let anew = try AttributionStore.openForWriting(at: other, settings: Self.settings)
    var kept = records.filter { ![2, 3].contains($0.row) }
    kept.append(record(2, gold: ["anger"], predicted: ["anger", "joy"]))
    try anew.write(kept.map { PackedExample($0, form: anew.form) }, run: anew.beginRun(StoreSamples.run))
    #expect(try anew.digest() == digest)
  }

  @Test func totalsOfSetsAreRepaired() throws {
    try store(records).close()
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: "UPDATE slice SET examples = examples + 1 WHERE gold = 3") }
    try queue.close()
    let outcome = try StoreRepair(of: url).run(onDamage: { _ in }, onDrop: { _ in })
    #expect(outcome.kept == 6 && outcome.dropped == 0 && outcome.damages > 0)
    #expect(try AttributionStore.openForReading(at: url).count(ExampleFilter(label: "fear")) == 3)
  }

  @Test func classesAreJudgedByThemselves() throws {
    let agreement = try #require(try store(records).labelSetAgreement())
    #expect(agreement.judged == 4 && agreement.foreign == 1 && agreement.exact == 3 && agreement.exactShare?.value == 0.75)
    // Computed by hand, without text 6, one of whose gold labels is no class: joy is gold and predicted in 1 and 2; anger is gold in 3;
    // fear is gold in 2 and 3, and predicted in 3.
    let counts = agreement.classes.map { [$0.truePositives, $0.falsePositives, $0.falseNegatives, $0.trueNegatives] }
    #expect(agreement.classes.map(\.name) == Self.classes && counts == [[2, 0, 0, 2], [1, 0, 0, 3], [1, 0, 1, 2]])
    #expect(abs((agreement.macroMean(of: .recall)?.value ?? 0) - (1 + 1 + 1.0 / 2) / 3) < 1e-15)
    #expect(agreement.microMean(of: .recall)?.value == 4.0 / 5 && agreement.microMean(of: .precision)?.value == 1)
  }

  @Test func anotherThresholdIsAnotherStore() throws {
    try store(records).close()
    var settings = Self.settings
    settings.threshold = 0.95
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: url, settings: settings) }
    #expect(error?.description.contains("threshold 0.5, not 0.95") == true)
  }
}
