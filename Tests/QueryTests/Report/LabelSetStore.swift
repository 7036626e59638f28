import Foundation
import Store
import TestSupport

/// Stores of made-up texts, whose model gives each text several of some feelings.
enum LabelSetStore {
  /// The first of the 28 classes of a corpus of comments.
  static let feelings = [
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire", "disappointment",
    "disapproval", "disgust",
  ]

  /// A store of these many classes.
  static func make(classes: Int, texts: Int = 200) throws -> SampleStore {
    var settings = SampleStore.settings(problemType: .multiLabel)
    settings.labels = Array(feelings.prefix(classes))
    settings.threshold = 0.5
    var random = RandomNumbers(seed: 12)
    let examples = (1...texts).map { row -> SampleExample in
      var example = SampleStore.example(
        row: row, id: "\(row)", text: row % 3 == 0 ? "not a bad film" : "a fine film", label: nil, predicted: nil, confidence: nil,
        pieces: row % 3 == 0
          ? [("not", 0..<3, 0.25), ("a", 4..<5, 0.0625), ("bad", 6..<9, 0.25), ("film", 10..<14, 0.125)]
          : [("a", 0..<1, 0.0625), ("fine", 2..<6, 0.5), ("film", 7..<11, 0.125)])
      let gold = settings.labels.enumerated()
        .filter { Double.random(in: 0..<1, using: &random) < ($0.offset == 0 ? 0.6 : 0.15) }.map(\.element)
      example.logits = settings.labels.map { name in
        (gold.contains(name) ? 1.2 : -1.8) + Float.random(in: -2...2, using: &random)
      }
      let highest = example.logits.indices.max { example.logits[$0] < example.logits[$1] } ?? 0
      example.predicted = settings.labels[highest]
      example.confidence = 1 / (1 + exp(-Double(example.logits[highest])))
      // The labels of one in ten texts are unknown, and one set has a label that is no class.
      if row % 10 != 0 { example.labels = row == 1 && gold.count != 1 ? gold + ["bliss"] : gold }
      return example
    }
    return try SampleStore(examples, settings: settings)
  }
}
