public import Foundation
public import Store
import Support

/// Made-up examples and stores, the same at each call.
public enum StoreSamples {
  /// Settings of a made-up classifier with the labels "negative" and "positive".
  public static func settings(
    layers: StoreSettings.Layers = .final, keep: [String] = [], labels: [String] = ["negative", "positive"],
    problemType: StoreSettings.ProblemType = .singleLabel, keepsTexts: Bool = true
  ) -> StoreSettings {
    StoreSettings(
      model: "sample-model", modelFingerprint: "1234abcd", tokenizerFingerprint: "5678ef01",
      precision: "f32", maxLength: 128, layers: layers,
      columns: StoreSettings.Columns(text: "text", textPair: nil, label: "label", id: "id", keep: keep), labels: labels,
      problemType: problemType, codec: .lossless, keepsTexts: keepsTexts)
  }

  /// A run that has just begun.
  public static let run = RunInfo(
    backend: "portable", instructionSet: "baseline", corpus: "sample.jsonl", workers: 2,
    startedAt: Date(timeIntervalSince1970: 1_700_000_000))

  /// The pieces of the made-up vocabulary; an id is an index into it.
  public static let pieces = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "film", "was", "not", "good", "bad", "bor", "##ing", "surpris", "##ly", "fine", ",",
    "caf\u{E9}",
    "cafe\u{301}", "\u{96FB}", "act", "##ors",
  ]

  /// An example of `words` made-up pieces between [CLS] and [SEP]; all of its values follow from its row.
  /// - Parameters:
  ///   - row: The row of the corpus, from 1.
  ///   - words: Number of pieces; nil for 1 to 12.
  ///   - layers: Number of local matrices.
  ///   - kept: Values of the kept columns.
  /// - Returns: An example whose id is "ex" and the row.
  public static func record(row: Int, words: Int? = nil, layers: Int = 0, kept: [KeptValue?] = []) -> SampleExample {
    var random = sequence(of: row)
    let label = ["negative", "positive"][Int(random.next() % 2)]
    let predicted = random.next() % 5 == 0 ? (label == "negative" ? "positive" : "negative") : label
    return record(
      row: row, id: "ex\(row)", label: label, predicted: predicted,
      pieceIDs: (0..<(words ?? 1 + Int(random.next() % 12))).map { _ in 4 + Int32(random.next() % UInt64(pieces.count - 4)) },
      layers: layers,
      kept: kept, random: &random)
  }

  /// An example of these pieces between [CLS] and [SEP]; scores, logits and matrices follow from its row.
  /// - Parameters:
  ///   - row: The row of the corpus, from 1.
  ///   - id: The example's id; nil for "ex" and the row.
  ///   - label: The gold label.
  ///   - predicted: The predicted label.
  ///   - words: Pieces of the made-up vocabulary.
  /// - Returns: The example; its text is the pieces joined.
  public static func record(row: Int, id: String? = nil, label: String?, predicted: String?, words: [String]) -> SampleExample {
    var random = sequence(of: row)
    let ids = words.map { word in Int32(pieces.firstIndex { $0.unicodeScalars.elementsEqual(word.unicodeScalars) } ?? 1) }
    return record(row: row, id: id ?? "ex\(row)", label: label, predicted: predicted, pieceIDs: ids, layers: 0, kept: [], random: &random)
  }

  /// Random numbers of a row, unrelated to the numbers of neighbouring rows.
  private static func sequence(of row: Int) -> RandomNumbers { RandomNumbers(seed: UInt64(row) &* 0x9E37_79B9_7F4A_7C15) }

  private static func record(
    row: Int, id: String, label: String?, predicted: String?, pieceIDs: [Int32], layers: Int, kept: [KeptValue?],
    random: inout RandomNumbers
  ) -> SampleExample {
    let count = pieceIDs.count + 2
    let final = matrix(size: count, exponent: 3, random: &random)
    let sum = final.values.prefix(count).reduce(0, +)
    var text = ""
    var tokens = [ExampleToken(id: 2, piece: "[CLS]", segment: 0, offsets: nil, score: final.values[0] / sum)]
    for (place, id) in pieceIDs.enumerated() {
      let piece = pieces[Int(id)]
      let continues = piece.hasPrefix("##") && place > 0
      if !continues, !text.isEmpty { text += " " }
      let start = text.unicodeScalars.count
      text += continues ? String(piece.unicodeScalars.dropFirst(2)) : piece
      tokens.append(
        ExampleToken(
          id: id, piece: piece, segment: 0, offsets: start..<text.unicodeScalars.count, score: final.values[place + 1] / sum))
    }
    tokens.append(ExampleToken(id: 3, piece: "[SEP]", segment: 0, offsets: nil, score: final.values[count - 1] / sum))
    return SampleExample(
      row: row, id: id, text: text, pair: nil, label: label, logits: [random.unit() * 4 - 2, random.unit() * 4 - 2], predicted: predicted,
      confidence: predicted == nil ? nil : Double(0.5 + random.unit() / 2), value: nil, isTruncated: row % 50 == 0, tokens: tokens,
      kept: kept,
      final: final, layers: (0..<layers).map { _ in matrix(size: count, exponent: -1, random: &random) })
  }

  private static func matrix(size: Int, exponent: Int, random: inout RandomNumbers) -> ScaledMatrix {
    var values = (0..<size * size).map { _ in random.unit() * 0.75 }
    values[0] = 0.9375
    return ScaledMatrix(size: size, values: values, exponent: exponent)
  }

  /// Writes a finished store of these examples, with lossless matrices.
  /// - Parameters:
  ///   - records: The examples.
  ///   - url: The store's path; no file should exist there.
  ///   - settings: The store's settings.
  ///   - batch: Number of examples in a transaction.
  /// - Throws: Errors of the store.
  public static func write(_ records: [SampleExample], to url: URL, settings: StoreSettings = settings(), batch: Int = 100) throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let run = try store.beginRun(run)
    for start in stride(from: 0, to: records.count, by: batch) {
      try store.write(records[start..<min(start + batch, records.count)].map { PackedExample($0, form: store.form) }, run: run)
    }
    var info = Self.run
    info.finishedAt = Date(timeIntervalSince1970: 1_700_000_060)
    try store.finishRun(run, info)
    try store.close()
  }
}
