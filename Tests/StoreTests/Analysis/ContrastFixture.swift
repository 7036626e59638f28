import Foundation
import Store
import TestSupport
import Testing

/// The texts of `Tests/Fixtures/contrast/README.md`, and what scipy says of their words.
struct ContrastFixture {
  struct Expected {
    let word: String
    let texts: Int
    let textsOfBothSides: Int
    let contrast: Double
    let q: Double
  }

  /// The expected values of each word, the highest contrast first.
  let expected: [Expected]
  /// The texts, with the scores of their words.
  let records: [SampleExample]

  /// Reads the files of a name and the predicted label of all texts.
  init(_ prefix: String = "", predicted: String? = nil) throws {
    func table(_ name: String) throws -> [[String]] {
      let text = try String(contentsOf: Fixtures.url.appendingPathComponent("contrast/\(prefix)\(name)"), encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    }
    expected = try table("expected.csv").map { row in
      Expected(
        word: row[0], texts: try #require(Int(row[1])), textsOfBothSides: try #require(Int(row[2])), contrast: try #require(Double(row[3])),
        q: try #require(Double(row[4])))
    }
    var texts: [(label: String, scores: [(word: String, score: Float)])] = []
    for row in try table("texts.csv") {
      let number = try #require(Int(row[0]))
      if texts.count < number { texts.append((row[1], [])) }
      texts[number - 1].scores.append((row[2], try #require(Float(row[3])) / 1024))
    }
    records = texts.enumerated().map { index, text in
      var record = StoreSamples.record(row: index + 1, label: text.label, predicted: predicted, words: text.scores.map(\.word))
      for (place, score) in text.scores.enumerated() { record.tokens[place + 1].score = score.score }
      return record
    }
  }
}
