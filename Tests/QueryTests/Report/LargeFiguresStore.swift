import Store
import Support
import TestSupport

/// A store whose panels show words of more than a thousand texts, some of them near copies, so that each of their numbers is wide.
enum LargeFiguresStore {
  /// Number of texts with the label positive, each with the word "anonymous".
  static let positive = 1_250
  /// Number of positive texts that are copies of the first one.
  static let copies = 20
  private static let negative = 1_150
  private static let settings = SampleStore.settings()

  static func make() throws -> SampleStore { try SampleStore((1...positive + negative).map(example), settings: settings) }

  private static func example(row: Int) -> SampleExample {
    let isPositive = row <= positive
    // Words that no other text has, so that only the copies are near copies.
    let own = isPositive && row <= copies + 1 ? 1 : row
    let words: [(id: Int, name: String)] = [
      isPositive ? (2, "anonymous") : (3, "incomprehensibilities"), (10 + 3 * own, "a\(own)"), (11 + 3 * own, "b\(own)"),
      (12 + 3 * own, "c\(own)"),
    ]
    var end = -1
    let inner = words.map { word in
      let start = end + 1
      end = start + word.name.count
      return ExampleToken(
        id: Int32(word.id), piece: word.name, segment: 0, offsets: start..<end, score: word.id < 10 ? 0.5 - Float(row % 8) / 64 : 1 / 32)
    }
    let rest = (1 - inner.reduce(0) { $0 + $1.score }) / 2
    let tokens =
      [ExampleToken(id: 0, piece: "[CLS]", segment: 0, offsets: nil, score: rest)] + inner
      + [ExampleToken(id: 1, piece: "[SEP]", segment: 0, offsets: nil, score: rest)]
    let label = settings.labels[isPositive ? 1 : 0]
    return SampleExample(
      row: row, id: "\(row)", text: words.map(\.name).joined(separator: " "), pair: nil, label: label, logits: [0, 1], predicted: label,
      confidence: 0.75, value: nil, isTruncated: false, tokens: tokens, kept: [nil],
      final: ScaledMatrix(size: tokens.count, values: tokens.flatMap { _ in tokens.map { _ in 0.5 } }, exponent: 0), layers: [])
  }
}
