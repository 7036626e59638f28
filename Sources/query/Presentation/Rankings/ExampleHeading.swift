import Store
import Support

/// What stands above an example: its id, its labels, what the model made of it.
struct ExampleHeading {
  private let example: StoredExample

  /// The heading of an example.
  init(_ example: StoredExample) { self.example = example }

  /// "example 42 · gold negative · predicted positive (98.2 %) · truncated"
  var line: String { lines(width: nil) }

  /// The same in lines of so many cells at most, as far as its words allow it.
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

  /// "joy, anger", or "none"
  private static func list(_ labels: [String]) -> String {
    labels.isEmpty ? "none" : labels.map { TerminalText.harmless($0) }.joined(separator: ", ")
  }
}
