import Store

/// An example as a person reads it: heading, text and pair with their marks, the strongest tokens in numbers.
struct ExampleView {
  /// How many tokens are listed below the text.
  private static let listed = 5

  private let example: StoredExample
  private let words: Bool
  private let isColored: Bool

  /// Lays out an example; with `words`, marks cover whole words.
  init(_ example: StoredExample, words: Bool, isColored: Bool) {
    self.example = example.readable
    self.words = words
    self.isColored = isColored
  }

  /// All lines, each ended by a line feed.
  var text: String {
    let entries = ExampleRanking(of: example, words: words, includeSpecial: false, limit: nil).entries
    let texts = ([example.text] + (example.pair.map { [$0] } ?? [])).enumerated().map { segment, text in
      AttributedText(text, tokens: entries.compactMap { entry in entry.segment == segment ? entry.offsets.map { ($0, entry.score) } : nil })
    }
    let maximum = texts.reduce(0) { max($0, $1.maximum) }
    let strongest = entries.prefix(Self.listed).filter { $0.score > 0 }.map {
      "\(TerminalText.harmless($0.token)) \(ExampleHeading.percentage(Double($0.score)))"
    }
    let blocks =
      [ExampleHeading(example).line] + texts.map { $0.marked(maximum: maximum, isColored: isColored) }
      + (strongest.isEmpty ? [] : ["strongest: " + strongest.joined(separator: " · ")])
    return blocks.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined(separator: "\n")
  }
}
