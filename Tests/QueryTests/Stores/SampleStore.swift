import Foundation
import Store
import Support
import TestSupport

/// Stores of examples that are written by hand.
final class SampleStore {
  /// The store's file.
  let url: URL
  /// The folder of the store, which no other test uses.
  let directory: TemporaryDirectory

  /// Writes `examples` as one run.
  init(
    _ examples: [SampleExample] = SampleStore.reviews, settings: StoreSettings = SampleStore.settings(), audit: RunInfo.Audit? = nil
  ) throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("reviews.db")
    let store = try AttributionStore.openForWriting(at: url, settings: settings)
    let start = Date(timeIntervalSince1970: 1_700_000_000)
    var info = RunInfo(backend: "portable", instructionSet: "baseline", corpus: "reviews.jsonl", workers: 2, startedAt: start)
    let run = try store.beginRun(info)
    try store.write(examples.map { PackedExample($0, form: store.form) }, run: run)
    info.finishedAt = start.addingTimeInterval(2.5)
    info.audit = audit
    try store.finishRun(run, info)
    try store.close()
  }

  /// Runs the program on the store. `arguments` lacks the store's path, which is inserted behind the subcommand.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> QueryProgram.Result {
    try run(arguments, environment: environment)
  }

  /// Runs the program with an array of arguments.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> QueryProgram.Result {
    try QueryProgram.run([arguments[0], url.path] + arguments.dropFirst(), environment: environment, in: directory.url)
  }

  /// Settings of a sentiment classifier.
  static func settings(
    problemType: StoreSettings.ProblemType = .singleLabel, keep: [String] = ["source"], layers: StoreSettings.Layers = .final
  ) -> StoreSettings {
    StoreSettings(
      model: "bert-sample", modelFingerprint: "00ff", tokenizerFingerprint: "ee11", precision: "f32",
      maxLength: 128, layers: layers, columns: .init(text: "text", textPair: nil, label: "label", id: "id", keep: keep),
      labels: problemType == .regression ? ["score"] : ["negative", "positive"], problemType: problemType, codec: .lossless)
  }

  /// Three reviews: a right prediction, a wrong one, and a review without a label whose text has commands for a terminal.
  static let reviews = [
    example(
      row: 1, id: "a", text: "not unwatchable", label: "negative", predicted: "negative", confidence: 0.75,
      pieces: [("not", 0..<3, 0.25), ("un", 4..<6, 0.125), ("##watch", 6..<11, 0.25), ("##able", 11..<15, 0.0625)]),
    example(
      row: 2, id: "b", text: "a film, \"not\"\nbad", label: "negative", predicted: "positive", confidence: 0.5,
      pieces: [
        ("a", 0..<1, 0.0625), ("film", 2..<6, 0.125), (",", 6..<7, 0), ("\"", 8..<9, 0), ("not", 9..<12, 0.5), ("\"", 12..<13, 0),
        ("bad", 14..<17, 0.125),
      ], kept: ["web, \"old\""], isTruncated: true),
    example(
      row: 4, id: "ünï,1", text: "\u{1B}[31m film", label: nil, predicted: "positive", confidence: 1,
      pieces: [("[", 1..<2, 0.125), ("31", 2..<4, 0), ("##m", 4..<5, 0), ("film", 6..<10, 0.75)]),
  ]

  /// An example with [CLS] and [SEP] around its pieces; these two share the rest of the scores' sum of 1.
  static func example(
    row: Int, id: String, text: String, label: String?, predicted: String?, confidence: Double?, value: Double? = nil,
    pieces: [(piece: String, offsets: Range<Int>, score: Float)], kept: [KeptValue?] = [nil], isTruncated: Bool = false, layers: Int = 0
  ) -> SampleExample {
    let rest = (1 - pieces.reduce(0) { $0 + $1.score }) / 2
    let inner = pieces.map {
      ExampleToken(id: vocabularyID(of: $0.piece), piece: $0.piece, segment: 0, offsets: $0.offsets, score: $0.score)
    }
    let tokens =
      [ExampleToken(id: 0, piece: "[CLS]", segment: 0, offsets: nil, score: rest)] + inner
      + [ExampleToken(id: 1, piece: "[SEP]", segment: 0, offsets: nil, score: rest)]
    let size = tokens.count
    let matrix = ScaledMatrix(size: size, values: (0..<size * size).map { $0 == 1 ? 0.75 : 0.5 }, exponent: 2)
    return SampleExample(
      row: row, id: id, text: text, pair: nil, label: label, logits: predicted == nil && value == nil ? [] : [0, 1],
      predicted: predicted, confidence: confidence, value: value, isTruncated: isTruncated, tokens: tokens, kept: kept, final: matrix,
      layers: (0..<layers).map { ScaledMatrix(size: size, values: matrix.values, exponent: $0) })
  }

  /// The pieces' ids in the vocabulary of the samples: 2 and up.
  private static func vocabularyID(of piece: String) -> Int32 {
    let vocabulary = [
      "a", "bad", "film", "fine", "not", "un", "##able", "##watch", "31", "##m", "[", ",", "\"", "null", "it", "'", "s", ".", "'s", "...",
    ]
    guard let index = vocabulary.firstIndex(of: piece) else { preconditionFailure("'\(piece)' is not in the samples' vocabulary") }
    return Int32(index + 2)
  }
}
