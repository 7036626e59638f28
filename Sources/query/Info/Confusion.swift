import Store

/// How gold and predicted labels meet.
struct Confusion {
  /// A table with more columns than this is no help on a terminal.
  private static let maximumColumns = 8

  private let summaries: [LabelSummary]

  /// Counts of each combination.
  init(_ summaries: [LabelSummary]) { self.summaries = summaries }

  /// The share of right predictions among the examples that have both labels; nil where there are none.
  var accuracy: Double? { Self.accuracy(of: summaries) }

  /// A row for each gold label and a column for each predicted one, or a row for each combination where there are too many.
  var text: String {
    // Without a head, or with a number for a prediction, there is no label to set against the gold one.
    let predicted = isPredicting ? Self.unique(summaries.map(\.predicted)) : []
    if predicted.count > Self.maximumColumns {
      let rows = summaries.map { LabelExport.row(of: $0) }
      return Table(columns: LabelExport.columns, rows: rows).text(caption: caption)
    }
    let rows = Self.unique(summaries.map(\.label)).map { gold in
      let row = summaries.filter { $0.label == gold }
      let counts = predicted.map { name in Cell.integer(row.filter { $0.predicted == name }.reduce(0) { $0 + $1.examples }) }
      let right = Self.accuracy(of: row).map { Cell.text(ExampleHeading.percentage($0)) } ?? .null
      return [.text(gold ?? "(no label)"), .integer(row.reduce(0) { $0 + $1.examples })] + counts + (accuracy == nil ? [] : [right])
    }
    let columns = ["gold", "examples"] + Self.heads(of: predicted) + (accuracy == nil ? [] : ["right"])
    return Table(columns: columns, rows: rows).text(caption: caption)
  }

  /// The mean confidence in the same places; nil where the counts are no table, or there are no confidences.
  var confidenceText: String? {
    let predicted = isPredicting ? Self.unique(summaries.map(\.predicted)) : []
    guard predicted.count <= Self.maximumColumns, summaries.contains(where: { $0.meanConfidence != nil }) else { return nil }
    let rows = Self.unique(summaries.map(\.label)).map { gold in
      [.text(gold ?? "(no label)")]
        + predicted.map { name in Cell(summaries.first { $0.label == gold && $0.predicted == name }?.meanConfidence) }
    }
    return Table(columns: ["gold"] + Self.heads(of: predicted), rows: rows).text(caption: "Mean confidence")
  }

  private static func heads(of predicted: [String?]) -> [String] {
    predicted.map { $0.map { "→ \($0)" } ?? "(no prediction)" }
  }

  private var isPredicting: Bool { summaries.contains { $0.predicted != nil } }

  private var caption: String {
    (isPredicting ? "Labels: gold, and what the model predicted" : "Labels: gold")
      + (accuracy.map { " (accuracy \(ExampleHeading.percentage($0)))" } ?? "")
  }

  private static func accuracy(of summaries: [LabelSummary]) -> Double? {
    let known = summaries.filter { $0.label != nil && $0.predicted != nil }
    let right = known.filter { $0.label == $0.predicted }.reduce(0) { $0 + $1.examples }
    let all = known.reduce(0) { $0 + $1.examples }
    return all == 0 ? nil : Double(right) / Double(all)
  }

  /// Each name once, in the order of first sight, the missing one last.
  static func unique(_ names: [String?]) -> [String?] {
    var seen: Set<String?> = []
    let unique = names.filter { seen.insert($0).inserted }
    return unique.filter { $0 != nil } + unique.filter { $0 == nil }
  }
}
