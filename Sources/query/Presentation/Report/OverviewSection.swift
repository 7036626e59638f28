import Foundation
import Store
import Support

/// The head of the page: what was asked of which store, and the slice in figures.
struct OverviewSection {
  let summary: StoreSummary
  let title: String
  let slice: ExampleSlice
  let statistics: SliceStatistics
  /// The share of right predictions, where the model gives one label and they can be judged.
  let accuracy: Double?
  /// Where the model gives sets of labels.
  let sets: LabelSetFindings?
  /// The panel of gold and predicted labels, or of classes, where there is one.
  let labelPanel: String?

  var html: String {
    let panels = [
      labelPanel, statistics.confidenceHistogram?.html, statistics.lengthHistogram?.html,
    ].compactMap(\.self)
    return """
      <header class="head">
      <p class="eyebrow">Attribution report</p>
      <h1>\(HTML.name(title))</h1>
      <p class="slice">\(HTML.escape(sliceText))</p>
      <dl class="tiles">\(tiles.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined())</dl>
      <dl class="facts">\(facts.map { "<div><dt>\($0.0)</dt><dd>\(HTML.escape($0.1))</dd></div>" }.joined())</dl>
      </header>
      <section aria-labelledby="overview">
      <h2 id="overview">Overview</h2>
      <div class="grid">\(panels.joined())</div>
      </section>
      """
  }

  private var sliceText: String {
    let chosen = slice.description(count: statistics.examples, figure: statistics.examples.grouped)
    return statistics.examples == summary.examples ? "All \(chosen)" : "\(chosen), of \(summary.examples.grouped) in the store"
  }

  private var tiles: [(String, String)] {
    var tiles = [("examples", statistics.examples.grouped)]
    if let accuracy { tiles.append(("accuracy", Percentage.text(accuracy))) }
    if let exact = sets?.exact { tiles.append(("predicted set is the gold set", Percentage.text(exact.value))) }
    if let confidence = statistics.meanConfidence {
      tiles.append((sets == nil ? "mean confidence" : "mean of the highest sigmoids", Percentage.text(confidence)))
    }
    let mean = Double(statistics.tokens) / Double(max(1, statistics.examples))
    tiles.append(("tokens an example", String(format: "%.1f", mean)))
    if statistics.truncated > 0 { tiles.append(("cut off at \(summary.settings.maxLength) tokens", statistics.truncated.grouped)) }
    return tiles
  }

  private var facts: [(String, String)] {
    let settings = summary.settings
    let corpora = Numbering(summary.runs.map(\.corpus)).names
    var facts = [
      ("model", settings.model), ("method", "\(settings.method), \(settings.aggregate) (GlobEnc)"), ("precision", settings.precision),
      ("layers", settings.layers == .all ? "every layer is stored" : "the final matrix only"),
    ]
    if let first = corpora.first { facts.append(("corpus", corpora.count == 1 ? first : "\(first) and \(corpora.count - 1) more")) }
    if let last = summary.runs.last {
      facts.append(("indexed", "\(last.startedAt.formatted(.iso8601.year().month().day())) (globenc-index \(last.toolVersion))"))
    }
    return facts
  }
}
