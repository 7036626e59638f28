import Foundation
import Store
import Support

/// The head of the page, with the description of the slice and its numbers: the data of `overview.mustache`.
struct OverviewSection {
  /// A number or a fact, and its name.
  struct Item {
    let term: String
    let value: String
  }

  /// The confusion table, where the model gives one label and some example has both labels.
  let confusion: ConfusionSection?
  /// The table of classes, where the model gives sets of labels and some gold sets are known.
  let classes: ClassSection?
  let histograms: [Histogram]
  /// The description of the examples.
  let slice: String
  let tiles: [Item]
  let facts: [Item]

  /// - Parameters:
  ///   - summary: The summary of the store.
  ///   - slice: The examples.
  ///   - statistics: The statistics of the examples.
  ///   - accuracy: The share of right predictions, where the model gives one label and some example can be judged.
  ///   - sets: The agreement of label sets, where the model gives sets.
  ///   - methods: The methods of the page.
  ///   - panel: The panel of gold and predicted labels.
  init(
    summary: StoreSummary, slice: ExampleSlice, statistics: SliceStatistics, accuracy: Double?, sets: LabelSetFindings?,
    methods: [Method], panel: LabelPanel
  ) {
    (confusion, classes) = (panel.confusion, panel.classes)
    histograms = [statistics.confidenceHistogram, statistics.lengthHistogram].compactMap(\.self)
    let chosen = slice.description(count: statistics.examples, figure: statistics.examples.grouped)
    self.slice =
      statistics.examples == summary.examples ? "All \(chosen)" : "\(chosen), of \(summary.examples.grouped) in the store"
    tiles = Self.tiles(summary, statistics, accuracy: accuracy, sets: sets)
    facts = Self.facts(summary, methods: methods)
  }

  private static func tiles(
    _ summary: StoreSummary, _ statistics: SliceStatistics, accuracy: Double?, sets: LabelSetFindings?
  ) -> [Item] {
    var tiles = [Item(term: "examples", value: statistics.examples.grouped)]
    func add(_ term: String, _ value: String) { tiles.append(Item(term: term, value: value)) }
    if let accuracy { add("accuracy", Percentage.text(accuracy)) }
    if let exact = sets?.exact { add("predicted set is the gold set", Percentage.text(exact.value)) }
    if let confidence = statistics.meanConfidence {
      add(sets == nil ? "mean confidence" : "mean of the highest sigmoids", Percentage.text(confidence))
    }
    let mean = Double(statistics.tokens) / Double(max(1, statistics.examples))
    add("tokens an example", String(format: "%.1f", mean))
    if statistics.truncated > 0 { add("cut off at \(summary.settings.maxLength) tokens", statistics.truncated.grouped) }
    return tiles
  }

  private static func facts(_ summary: StoreSummary, methods: [Method]) -> [Item] {
    let settings = summary.settings
    let corpora = Numbering(summary.runs.map(\.corpus)).names
    var facts = [
      Item(term: "model", value: settings.model),
      Item(
        term: methods.count == 1 ? "method" : "methods",
        value: methods.map { "\($0)\($0 == .nEnc ? " (GlobEnc)" : "")" }.joined(separator: "; ")),
      Item(term: "precision", value: settings.precision),
      Item(term: "layers", value: settings.layers == .all ? "every layer is stored" : "the final matrix only"),
    ]
    if let first = corpora.first {
      facts.append(Item(term: "corpus", value: corpora.count == 1 ? first : "\(first) and \(corpora.count - 1) more"))
    }
    if let last = summary.runs.last {
      let day = last.startedAt.formatted(.iso8601.year().month().day())
      facts.append(Item(term: "indexed", value: "\(day) (globenc-index \(last.toolVersion))"))
    }
    return facts
  }
}
