public import Foundation
public import Store
import Support

/// Made-up examples in one store, and in three stores that hold a part each.
public struct JoinedSamples: Sendable {
  /// The store of all examples.
  public let whole: URL
  /// The stores of the parts.
  public let parts: [URL]
  /// The folder of the parts, which holds nothing else.
  public let folder: URL
  /// The folder of everything.
  public let directory: TemporaryDirectory

  /// A method with scores for and against a class.
  public static let signed = Method(name: "decompx-linear", isSigned: true)

  /// What the examples of a pair of stores are like.
  public enum Kind: String, Sendable, CaseIterable {
    /// N-Enc with all layers.
    case plain
    /// Also a signed method.
    case twoMethods
    /// A signed method alone.
    case signedOnly
    /// Sets of labels.
    case multiLabel
    /// Some texts in two windows, also with a signed method.
    case windows
    /// N-Enc, without texts.
    case withoutTexts
  }

  /// Writes the stores.
  ///
  /// Rows are those of the whole corpus, each in the part of its row modulo 3, so that neighbours are in different stores. Some gold labels are
  /// no classes of the model: "zeta" occurs in the second part only, "mixed" in the second and third.
  public init(_ kind: Kind = .plain, rows: Int = 90) throws {
    directory = try TemporaryDirectory()
    folder = directory.url.appendingPathComponent("parts")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let folder = folder
    whole = directory.url.appendingPathComponent("whole.globenc")
    parts = (0..<3).map { folder.appendingPathComponent("part-\($0).globenc") }
    try Self.write(Array(1...rows), kind, to: whole)
    // The last rows first: the order of writing has no meaning.
    for (part, url) in parts.enumerated() { try Self.write((1...rows).filter { $0 % 3 == part }.reversed(), kind, to: url) }
  }

  /// The settings of the stores.
  public static func settings(_ kind: Kind) -> StoreSettings {
    var settings = StoreSamples.settings(
      layers: .all, keep: ["genre"], problemType: kind == .multiLabel ? .multiLabel : .singleLabel, keepsTexts: kind != .withoutTexts)
    switch kind {
    case .plain, .multiLabel, .withoutTexts: break
    case .twoMethods, .windows: settings.methods = [MethodSettings(.nEnc), MethodSettings(signed)]
    case .signedOnly: settings.methods = [MethodSettings(signed)]
    }
    if kind == .windows { settings.stride = 2 }
    if kind == .multiLabel { settings.threshold = 0.5 }
    return settings
  }

  /// Writes the examples of these rows to a store.
  public static func write(_ rows: [Int], _ kind: Kind, to url: URL, settings: StoreSettings? = nil) throws {
    let store = try AttributionStore.openForWriting(at: url, settings: settings ?? Self.settings(kind))
    let run = try store.beginRun(StoreSamples.run)
    try store.write(rows.map { packed($0, kind, form: store.form) }, run: run)
    var info = StoreSamples.run
    info.finishedAt = Date(timeIntervalSince1970: 1_700_000_060)
    try store.finishRun(run, info)
    try store.close()
  }

  private static func packed(_ row: Int, _ kind: Kind, form: ExampleForm) -> PackedExample {
    let isCut = kind == .windows && row % 5 == 0
    let genre: KeptValue? = row % 4 == 0 ? nil : row % 2 == 0 ? "drama" : "war"
    var example = StoreSamples.record(row: row, words: isCut ? 6 : nil, layers: isCut ? 0 : 2, kept: [genre])
    if row % 15 == 1 { example.label = "zeta" }
    if row % 9 == 4 || row % 9 == 2 { example.label = "mixed" }
    if row % 17 == 0 { example.label = nil }
    // Ties in the order by confidence.
    if row % 10 == 3 { example.confidence = 0.75 }
    if kind == .multiLabel {
      let sets: [[String]] = [[], ["negative"], ["negative", "positive"], ["positive"]]
      let others: [String] = row % 9 == 4 ? ["mixed"] : []
      example.labels = row % 11 == 0 ? nil : sets[row % 4] + others
      example.predicted = example.logits[0] >= example.logits[1] ? "negative" : "positive"
    }
    switch kind {
    case .plain, .multiLabel, .withoutTexts: break
    case .twoMethods, .windows: example.results += signed(row, count: example.tokens.count)
    case .signedOnly: example.results = signed(row, count: example.tokens.count)
    }
    guard isCut else { return PackedExample(example, form: form) }
    let halves = (0..<2).map { StoreSamples.record(row: 1000 + 2 * row + $0, words: 4, layers: 2) }
    let windows = halves.enumerated().map { index, half in
      WindowRecord(
        first: 1 + 2 * index, results: [AttributionResult(.nEnc, scores: half.tokens.map(\.score))] + signed(row + index, count: 6),
        logits: half.logits, predicted: half.predicted, confidence: half.confidence, value: nil)
    }
    return PackedExample(
      example, windows: zip(windows, halves).map { PackedWindow($0, final: $1.final, layers: $1.layers, form: form) }, form: form)
  }

  /// Scores for both classes that add up to the logit.
  private static func signed(_ row: Int, count: Int) -> [AttributionResult] {
    var random = RandomNumbers(seed: UInt64(row))
    return ["negative", "positive"].map { name in
      let scores = (0..<count).map { _ in Float(Int32(random.next() % 65) - 32) / 16 }
      return AttributionResult(
        signed, className: name, scores: scores, bias: 0.5, logit: scores.reduce(0.5) { $0 + Double($1) })
    }
  }
}
