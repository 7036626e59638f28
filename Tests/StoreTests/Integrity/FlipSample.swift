import Foundation
import Store
import TestSupport

/// A store with data in the pages of every table: many labels and pieces, runs, texts in windows, long settings.
enum FlipSample {
  private static let runs = 50
  private static let examplesOfARun = 3

  /// Writes the store.
  static func write(to url: URL) throws {
    var settings = StoreSamples.settings(layers: .all, keep: ["origin"])
    settings.model = (1...700).map { "model\($0)" }.joined(separator: "/")
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    for number in 0..<runs {
      var info = StoreSamples.run
      info.corpus = String(repeating: "folder\(number)/", count: 6) + "corpus.jsonl"
      let run = try store.beginRun(info)
      let rows = number * examplesOfARun + 1...(number + 1) * examplesOfARun
      try store.write(rows.map { example(row: $0, form: store.form) }, run: run)
      info.finishedAt = info.startedAt.addingTimeInterval(60)
      info.skipped = number
      info.audit = RunInfo.Audit(examples: 3, labelAgreement: 1, meanSpearman: 0.999, lowestSpearman: 0.99)
      try store.finishRun(run, info)
    }
    try store.close()
  }

  /// An example with a piece that no other has; every third example is cut into windows, and has a label that no other has.
  private static func example(row: Int, form: ExampleForm) -> PackedExample {
    var record = StoreSamples.record(row: row, words: row.isMultiple(of: 3) ? 6 : nil, layers: 2, kept: ["kept \(row)"])
    record.tokens[1].id = Int32(1000 + row)
    record.tokens[1].vocabularyPiece = VocabularyPiece(name: "piece\(row)" + String(repeating: "-\(row)", count: 8))
    guard row.isMultiple(of: 3) else { return PackedExample(record, form: form) }
    record.label = "label\(row)" + String(repeating: "/\(row)", count: 12)
    let part = StoreSamples.record(row: row + 1000, words: 4, layers: 2)
    let windows = [1, 3].map { first in
      PackedWindow(
        WindowRecord(
          first: first, scores: part.tokens.map(\.score), logits: [1, 2], predicted: "positive", confidence: 0.75, value: nil),
        final: part.final, layers: part.layers, form: form)
    }
    return PackedExample(record, windows: windows, form: form)
  }
}
