/// A text cut into stretches that carry a score and stretches between them.
struct AttributedText {
  /// A stretch of Unicode scalars.
  struct Run: Equatable {
    let range: Range<Int>
    /// The sum of its tokens' scores; nil between tokens.
    let score: Double?
  }

  private let scalars: [Unicode.Scalar]
  /// Covers the whole text, in order.
  let runs: [Run]

  /// Lays tokens over a text.
  ///
  /// Tokens that share scalars (one letter that the vocabulary knows as several pieces) become one run with the sum of their scores.
  /// Offsets beyond the text are cut off.
  init(_ text: String, tokens: [(offsets: Range<Int>, score: Float)]) {
    scalars = Array(text.unicodeScalars)
    var scored: [(range: Range<Int>, score: Double)] = []
    for token in tokens.sorted(by: { $0.offsets.lowerBound < $1.offsets.lowerBound }) {
      let range = token.offsets.clamped(to: scalars.indices)
      if range.isEmpty { continue }
      if let last = scored.last, range.lowerBound < last.range.upperBound {
        let union = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
        scored[scored.count - 1] = (union, last.score + Double(token.score))
      } else {
        scored.append((range, Double(token.score)))
      }
    }
    var runs: [Run] = []
    var end = 0
    for (range, score) in scored {
      if range.lowerBound > end { runs.append(Run(range: end..<range.lowerBound, score: nil)) }
      runs.append(Run(range: range, score: score))
      end = range.upperBound
    }
    if end < scalars.count { runs.append(Run(range: end..<scalars.count, score: nil)) }
    self.runs = runs
  }

  /// The highest score of a run, 0 without any.
  var maximum: Double { runs.reduce(0) { max($0, $1.score ?? 0) } }

  /// The text for a terminal: marked by score, its own control characters made harmless, its line breaks kept.
  ///
  /// - Parameters:
  ///   - maximum: the score that gets the strongest mark.
  ///   - isColored: whether the mark is a background colour; else brackets.
  /// - Returns: all of the text, with its marks.
  func marked(maximum: Double, isColored: Bool) -> String {
    runs.map { run in
      let text = TerminalText.harmless(scalars, in: run.range, keepsLines: true)
      let level = maximum > 0 ? HeatScale.level(of: (run.score ?? 0) / maximum) : 0
      return isColored ? HeatScale.colored(text, level: level) : HeatScale.bracketed(text, level: level)
    }.joined()
  }
}
