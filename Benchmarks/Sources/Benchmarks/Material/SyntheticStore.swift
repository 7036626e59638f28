import Foundation
import Store
import Support

/// A store of made-up examples: short texts over a large vocabulary, with a few frequent words and many rare ones.
struct SyntheticStore {
  let examples: Int

  private static let labels = ["negative", "positive"]
  /// Examples of a transaction.
  private static let chunk = 5_000

  /// The id of an example, whose number counts from 0.
  static func id(_ number: Int) -> String { "made-up-\(number)" }

  /// The store in `folder`; writes it unless it exists.
  func written(in folder: URL, _ progress: (String) -> Void) throws -> URL {
    let url = folder.appending(path: "made-up-\(examples)-\(ToolVersion.current).globenc")
    // A store of an older schema is written anew.
    if (try? AttributionStore.openForReading(at: url)) != nil { return url }
    try? FileManager.default.removeItem(at: url)
    progress("building a store of \(examples) examples")
    let partial = folder.appending(path: "partial-\(ProcessInfo.processInfo.processIdentifier).globenc")
    let settings = StoreSettings(
      model: "made-up", modelFingerprint: "0", tokenizerFingerprint: "0", precision: "f32",
      maxLength: 512, layers: .final, columns: .init(text: "text", textPair: nil, label: "label", id: "id", keep: []),
      labels: Self.labels, problemType: .singleLabel)
    let store = try AttributionStore.openForWriting(at: partial, settings: settings)
    var info = RunInfo(backend: "none", instructionSet: "none", corpus: "made-up", workers: 1, startedAt: Date())
    let run = try store.beginRun(info)
    var random = SeededNumbers(seed: 5)
    for start in stride(from: 0, to: examples, by: Self.chunk) {
      let numbers = start..<min(start + Self.chunk, examples)
      try store.write(numbers.map { Self.example($0, &random, form: store.form) }, run: run)
    }
    info.finishedAt = Date()
    try store.finishRun(run, info)
    try store.close()
    try FileManager.default.moveItem(at: partial, to: url)
    return url
  }

  private static func example(_ number: Int, _ random: inout SeededNumbers, form: ExampleForm) -> PackedExample {
    let count = Int.random(in: 6...16, using: &random)
    var text = ""
    var tokens: [ExampleToken] = []
    var end = 0
    for position in 0..<count {
      let score = 1 / Float(count)
      if position == 0 || position == count - 1 {
        let (id, piece): (Int32, String) = position == 0 ? (101, "[CLS]") : (102, "[SEP]")
        tokens.append(.init(id: id, piece: VocabularyPiece(name: piece), segment: 0, offsets: nil, score: score))
        continue
      }
      let rank = pow(random.unit(), 3) * Double(RandomModel.vocabulary - RandomModel.firstWord)
      let word = "w\(RandomModel.firstWord + Int(rank))"
      if !text.isEmpty { text += " " }
      end += position == 1 ? word.utf8.count : word.utf8.count + 1
      text += word
      tokens.append(
        .init(
          id: Int32(RandomModel.firstWord + Int(rank)), piece: VocabularyPiece(name: word), segment: 0,
          offsets: end - word.utf8.count..<end, score: score))
    }
    let values = (0..<count * count).map { _ in Float(0.25 + 0.5 * random.unit()) }
    let predicted = number % 10 == 0 ? 1 - number / 10 % 2 : number / 10 % 2
    let example = Example(
      row: number + 1, id: id(number), text: text, pair: nil, labels: [labels[number / 10 % 2]],
      logits: predicted == 0 ? [1, -1] : [-1, 1], predicted: labels[predicted], confidence: 0.88, value: nil, isTruncated: false,
      tokens: tokens, kept: [])
    return PackedExample(example, final: ScaledMatrix(size: count, values: values, exponent: 0), layers: [], form: form)
  }
}
