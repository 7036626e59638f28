import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// A text that was cut into windows is one example, with matrices for each window.
struct WindowTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
  }

  /// A text of eight pieces, in three windows of up to four pieces, of which neighbours share two, between ordinary examples.
  private func write() throws -> (document: SampleExample, windows: [WindowRecord], matrices: [[ScaledMatrix]]) {
    let store = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings(layers: .all))
    let run = try store.beginRun(StoreSamples.run)
    // The windows' scores and matrices come from made-up examples of their size.
    let parts = (1...3).map { StoreSamples.record(row: 100 + $0, words: 4, layers: 2) }
    let windows = parts.enumerated().map { index, part in
      WindowRecord(
        first: 1 + 2 * index, scores: part.tokens.map(\.score), logits: part.logits, predicted: part.predicted,
        confidence: part.confidence, value: nil)
    }
    var document = StoreSamples.record(row: 2, words: 8)
    let scores = WindowRecord.joinedScores(of: windows, count: 10)
    for position in document.tokens.indices { document.tokens[position].score = scores[position] }
    let packed = zip(windows, parts).map { PackedWindow($0, final: $1.final, layers: $1.layers, form: store.form) }
    let before = PackedExample(StoreSamples.record(row: 1, words: 3, layers: 2), form: store.form)
    try store.write([before, PackedExample(document, windows: packed, form: store.form)], run: run)
    try store.write([PackedExample(StoreSamples.record(row: 3, words: 5, layers: 2), form: store.form)], run: run)
    try store.close()
    return (document, windows, parts.map { [$0.final] + $0.layers })
  }

  @Test("it is read as one example with the joined scores, and its windows beside it")
  func reading() throws {
    let (document, windows, matrices) = try write()
    let store = try AttributionStore.openForReading(at: url)
    let example = try #require(try store.example(id: "ex2"))
    #expect(example.windows == 3 && example.tokens == document.tokens && example.logits == document.logits)
    #expect(try store.windows(exampleID: "ex2") == windows)
    #expect(windows.map(\.positions) == [1..<5, 3..<7, 5..<9])
    for (number, window) in matrices.enumerated() {
      for (layer, matrix) in window.enumerated() {
        #expect(try store.matrix(exampleID: "ex2", layer: MatrixLayer(index: layer), window: number + 1) == matrix)
      }
    }
    #expect(try store.layerCount(exampleID: "ex2") == 2)
    #expect(try store.windows(exampleID: "ex1").isEmpty && store.windows(exampleID: "nobody").isEmpty)
    // The neighbouring examples keep their matrices.
    for row in [1, 3] {
      let record = StoreSamples.record(row: row, words: row == 1 ? 3 : 5, layers: 2)
      #expect(try store.matrix(exampleID: record.id, layer: .final) == record.final)
      #expect(try store.matrix(exampleID: record.id, layer: .layer(2), window: 1) == record.layers[1])
    }
  }

  @Test("it counts once, in the counts and in the totals")
  func totals() throws {
    let (document, _, matrices) = try write()
    let store = try AttributionStore.openForReading(at: url)
    let summary = try store.summary()
    #expect(summary.examples == 3 && summary.tokens == 5 + 10 + 7)
    #expect(summary.matrixValues == 3 * (25 + 49) + matrices.joined().reduce(0) { $0 + $1.values.count })
    let totals = try #require(try store.tokenTotals(label: document.label, predicted: nil, units: .pieces, includeSpecial: true))
    let examples = [document, StoreSamples.record(row: 1, words: 3), StoreSamples.record(row: 3, words: 5)]
    let tokens = examples.filter { $0.label == document.label }.flatMap(\.tokens)
    #expect(totals.entries.reduce(0) { $0 + $1.count } == tokens.count)
    #expect(totals.entries.reduce(0) { $0 + $1.fixedPointTotal } == tokens.reduce(0) { $0 + FixedPoint.integer($1.score) })
  }

  @Test("joined scores are means over the windows that hold a token, and add up to 1")
  func joining() {
    func window(_ first: Int, _ scores: [Float]) -> WindowRecord {
      WindowRecord(first: first, scores: scores, logits: [], predicted: nil, confidence: nil, value: nil)
    }
    let windows = [window(1, [0.25, 0.5, 0.125, 0.125]), window(2, [0.25, 0.375, 0.125, 0.25])]
    // Means: [CLS] 0.25, 0.5, (0.125 + 0.375) / 2, 0.125, [SEP] (0.125 + 0.25) / 2; their sum is 1.3125.
    let expected = [0.25, 0.5, 0.25, 0.125, 0.1875].map { Float($0 / 1.3125) }
    #expect(WindowRecord.joinedScores(of: windows, count: 5) == expected)
    #expect(abs(expected.reduce(0, +) - 1) < 1e-6)
    #expect(WindowRecord.joinedScores(of: [window(1, [0, 0, 0]), window(2, [0, 0, 0])], count: 4) == [0, 0, 0, 0])
  }

  @Test("there is no matrix of the whole text, but one for each window")
  func wholeMatrix() throws {
    _ = try write()
    let store = try AttributionStore.openForReading(at: url)
    let error = #expect(throws: StoreError.self) { try store.matrix(exampleID: "ex2", layer: .final) }
    #expect(error?.description.contains("cut into 3 windows") == true)
    for (id, window) in [("ex2", 4), ("ex2", 0), ("ex1", 2)] {
      let error = #expect(throws: StoreError.self) { try store.matrix(exampleID: id, layer: .final, window: window) }
      #expect(error?.description.contains("has no window \(window)") == true)
    }
  }

  @Test(
    "a damaged window is named",
    arguments: ["scores = zeroblob(length(scores))", "first = first + 1", "number = 9", "confidence = 0.5", "tokens = 1", "logits = x''"])
  func damage(change: String) throws {
    _ = try write()
    try DatabaseQueue(path: url.path).write { try $0.execute(sql: "UPDATE text_window SET \(change) WHERE number = 2") }
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: url).windows(exampleID: "ex2") }
    #expect(error?.description.contains("window 2 of example 'ex2' is damaged") == true)
  }

  @Test("plain SQL finds windows and their matrices under the example's id")
  func views() throws {
    _ = try write()
    try DatabaseQueue(path: url.path).read { database in
      let windows = try String.fetchAll(
        database, sql: "SELECT window || ':' || first || '+' || tokens FROM window_view WHERE example = 'ex2'")
      #expect(windows == ["1:1+6", "2:3+6", "3:5+6"])
      let matrices = try String.fetchAll(
        database, sql: "SELECT example || '/' || window || '/' || layer FROM matrix_view WHERE example <> 'ex1' ORDER BY 1")
      #expect(matrices == (1...3).flatMap { window in (0...2).map { "ex2/\(window)/\($0)" } } + (0...2).map { "ex3/1/\($0)" })
    }
  }
}
