import Foundation
import Support

/// A row of a corpus.
struct Text: Codable {
  var id: String
  var text: String
  var label: String?

  /// The first `count` held-out rows of the movie reviews.
  static func movies(in folder: URL, count: Int) throws -> [Text] {
    let heldOut = Set(try JSONDecoder().decode([String].self, from: Data(contentsOf: folder.appending(path: "movies_test_ids.json"))))
    let lines = try Data(contentsOf: folder.appending(path: "movies.jsonl")).split(separator: UInt8(ascii: "\n"))
    let rows = try lines.lazy.map { try JSONDecoder().decode(Text.self, from: $0) }
    return Array(rows.filter { heldOut.contains($0.id) }.prefix(count))
  }

  /// Texts of made-up words, as long as movie reviews.
  static func madeUp(count: Int) -> [Text] {
    var random = SeededNumbers(seed: 2)
    return (0..<count).map { madeUp(number: $0, tokens: LengthDistribution.movies(&random), &random) }
  }

  /// Texts of `tokens` tokens each, in the vocabulary of a random model.
  static func madeUp(count: Int, tokens: Int) -> [Text] {
    var random = SeededNumbers(seed: 3)
    return (0..<count).map { madeUp(number: $0, tokens: tokens, &random) }
  }

  private static func madeUp(number: Int, tokens: Int, _ random: inout SeededNumbers) -> Text {
    // [CLS] and [SEP] count as tokens.
    let words = (2..<tokens).map { _ in "w\(Int.random(in: RandomModel.firstWord..<RandomModel.vocabulary, using: &random))" }
    return Text(id: "made-up-\(number)", text: words.joined(separator: " "), label: number % 2 == 0 ? "negative" : "positive")
  }

  /// Writes a JSONL file with `copies` rows of each text, each with an id of its own.
  static func write(_ texts: [Text], copies: Int = 1, to url: URL) throws {
    let encoder = JSONEncoder()
    try Data().write(to: url)
    let file = try FileHandle(forWritingTo: url)
    for copy in 0..<copies {
      var lines = Data()
      for text in texts {
        var text = text
        if copy > 0 { text.id += "-\(copy)" }
        lines.append(try encoder.encode(text))
        lines.append(UInt8(ascii: "\n"))
      }
      try file.write(contentsOf: lines)
    }
    try file.close()
  }
}
