import Store
import Support

/// The line above an example: its id, its labels, and its prediction.
struct ExampleHeading {
  private let example: Example
  private let scores: ScoreChoice?

  /// Creates the heading of an example, which names its scores where there are several to choose from.
  init(_ example: Example, _ scores: ScoreChoice?) { (self.example, self.scores) = (example, scores) }

  /// A line such as "example 42 · gold negative · predicted positive (98.2 %) · truncated".
  var line: String { lines(width: nil) }

  /// The heading in lines of at most `width` columns, unless a word is wider.
  func lines(width: Int?) -> String { Paragraph.items(["example \(TerminalText.harmless(example.id))"] + parts, width: width) }

  private var parts: [String] {
    var parts: [String] = []
    if let labels = example.labels { parts.append("gold \(Self.list(labels))") }
    if let labels = example.predictedLabels {
      let highest = example.predicted.map { name in
        " (highest: \(TerminalText.harmless(name)) \(example.confidence.map(Percentage.text) ?? ""))"
      }
      parts.append("predicted \(Self.list(labels))" + (highest ?? ""))
    } else if let predicted = example.predicted {
      let confidence = example.confidence.map { " (\(Percentage.text($0)))" } ?? ""
      parts.append("predicted \(TerminalText.harmless(predicted))" + confidence)
    }
    if let value = example.value { parts.append("value \(Table.rounded(value))") }
    if example.windows > 1 { parts.append("joined from \(example.windows) windows") }
    if example.isTruncated { parts.append("truncated to " + Counted.text(example.tokens.count, "token")) }
    if let scores, scores.isNamed { parts.append(Self.name(of: scores, example.explanation)) }
    return parts
  }

  /// A phrase such as "decompx-linear for positive (logit +2.31)".
  private static func name(of scores: ScoreChoice, _ explanation: Example.Explanation?) -> String {
    let className = explanation?.className.map { " for \(TerminalText.harmless($0))" } ?? ""
    return "\(scores.method)" + className + (explanation?.logit.map { " (logit \(LogitText.signed($0)))" } ?? "")
  }

  /// Labels such as "joy, anger"; "none" where there are none.
  private static func list(_ labels: [String]) -> String {
    labels.isEmpty ? "none" : labels.map { TerminalText.harmless($0) }.joined(separator: ", ")
  }
}
