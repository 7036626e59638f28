import Store
import Support
import TestSupport

/// A store of twenty classes with long names, with texts that were truncated or run from right to left, and with kept columns.
enum CrowdedStore {
  private static let labels = (1...20).map { number in
    number % 2 == 0
      ? "class_\(number)_" + String(repeating: "ofGreatLength", count: 8)
      : "the class number \(number), of which the name goes on and on for longer than any table has room"
  }

  private static let texts = [
    "bad film unread rest of the text", "\u{5E1}\u{5E8}\u{5D8} \u{5E8}\u{5E2} (bad) film", "\u{641}\u{64A}\u{644}\u{645} bad, film 3.5",
  ]

  /// Sixty examples.
  static func make() throws -> SampleStore {
    var settings = SampleStore.settings(keep: ["source", "note"])
    settings.labels = labels
    return try SampleStore((1...60).map(example), settings: settings)
  }

  private static func example(row: Int) -> SampleExample {
    let text = texts[row % 3]
    let scalars = Array(text.unicodeScalars)
    // The end of the first text was truncated.
    let words = scalars.indices.split { scalars[$0] == " " }.map { $0.startIndex..<$0.endIndex }.prefix(row % 3 == 0 ? 2 : 4)
    let inner = words.enumerated().map { place, range in
      ExampleToken(
        id: Int32(2 + 10 * (row % 3) + place), piece: String(scalars[range].map(Character.init)), segment: 0, offsets: range,
        score: Float(1 + (row + place) % 4) / 32)
    }
    let rest = (1 - inner.reduce(0) { $0 + $1.score }) / 2
    let tokens =
      [ExampleToken(id: 0, piece: "[CLS]", segment: 0, offsets: nil, score: rest)] + inner
      + [ExampleToken(id: 1, piece: "[SEP]", segment: 0, offsets: nil, score: rest)]
    let size = tokens.count
    return SampleExample(
      row: row, id: "row/\(row)?x=1&y#z %41", text: text, pair: nil, label: labels[row % 20],
      logits: (0..<20).map { Float($0) }, predicted: labels[row * 7 % 20], confidence: 0.25, value: nil, isTruncated: row % 3 == 0,
      tokens: tokens, kept: ["source \(row % 4)", row % 5 == 0 ? "seen twice" : nil],
      final: ScaledMatrix(size: size, values: (0..<size * size).map { _ in 0.5 }, exponent: 0), layers: [])
  }
}
