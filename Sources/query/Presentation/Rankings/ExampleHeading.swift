import Store
import Support

/// The line above an example: its id, its labels, and its prediction.
struct ExampleHeading {
  private let example: Example

  /// Creates the heading of an example.
  init(_ example: Example) { self.example = example }

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
    return parts
  }

  /// Labels such as "joy, anger"; "none" where there are none.
  private static func list(_ labels: [String]) -> String {
    labels.isEmpty ? "none" : labels.map { TerminalText.harmless($0) }.joined(separator: ", ")
  }
}
