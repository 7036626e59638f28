import Foundation
import Store

/// The page of a slice: one file that needs no other.
struct Report {
  /// Bytes of the examples; with the rest, a page stays under two million.
  static let budget = 1_800_000

  let store: AttributionStore
  let slice: ExampleSlice
  /// The name of the store's file.
  let name: String
  let words: Bool
  /// Examples at most.
  let limit: Int?
  /// Examples with layers at most.
  let layerLimit: Int
  /// Takes the error that names a damaged record, which the page leaves out.
  let onDamage: (StoreError) -> Void

  /// Writes the page.
  /// - Throws: `QueryFailure` with status 1 where no example is in the slice, with 2 where the page cannot be written; `StoreError` where
  ///   the store cannot be read.
  func write(to sink: ByteSink) throws {
    let summaries = try store.labelSummaries(slice.filter)
    var statistics = SliceStatistics()
    var data = ReportData(store: store, words: words, limit: limit, layerLimit: layerLimit, budget: Self.budget)
    try store.forEachExample(slice.filter, onDamage: onDamage) { example in
      statistics.add(example)
      try data.add(example, onDamage: onDamage)
    }
    if statistics.examples == 0 { throw slice.emptiness }
    let overview = OverviewSection(
      summary: try store.summary(), title: name, slice: slice, statistics: statistics, summaries: summaries, labels: data.labels)
    let rankings = RankingSection(store: store, slice: slice, summaries: summaries, words: words)
    let script = ReportPage.script
    try ReportPage.write(
      [
        "title": HTML.escape("\(name): attribution report"), "theme": PageTheme.css, "style": ReportPage.style,
        "overview": overview.html + (try rankings.html()), "notes": notes(of: data, statistics), "ramp": PageTheme.ramp,
        "footer": footer, "data": HTML.script(data.json), "script": script, "scriptHash": SHA256.base64(of: script),
      ], to: sink)
  }

  /// What the page leaves out.
  private func notes(of data: ReportData, _ statistics: SliceStatistics) -> String {
    let (examples, rows, layers) = data.detail.counts
    var parts: [String] = []
    if !store.settings.keepsTexts { parts.append("The store keeps no texts: the words of the tokens are shown.") }
    if data.detail.isFull || examples < statistics.examples {
      let why = data.detail.isFull ? " fit into this page" : " are on this page"
      parts.append("The first \(HTML.grouped(examples)) of \(HTML.grouped(statistics.examples)) examples\(why).")
    }
    if data.detail.lacksRows {
      parts.append(
        rows == 0
          ? "What words other than [CLS] are made of is left out."
          : "What words other than [CLS] are made of is kept for the first \(Counted.text(rows, "example")).")
    }
    if data.layers > 0, layers < examples, layerLimit > 0 {
      parts.append(layers == 0 ? "Layers are left out." : "Layers are kept for the first \(Counted.text(layers, "example")).")
    }
    if data.detail.isFull || data.detail.lacksRows || data.detail.lacksLayers {
      parts.append(
        "To keep a page under 2 MB, layers are left out first, then what words are made of, then examples, each from the end; a smaller "
          + "slice, or -k, keeps more.")
    }
    return parts.isEmpty ? "" : "<p class=\"note\">\(parts.joined(separator: " "))</p>"
  }

  private var footer: String {
    """
    <p>Made by globenc-query \(HTML.escape(ToolVersion.current)) from \(HTML.name(name)). A score is a word's part of the [CLS] row of the \
    rollout of GlobEnc's layers (Modarressi et al., NAACL 2022), special tokens included: it says how much of the word arrives at the \
    classifier, not for which label it speaks.</p>
    """
  }
}
