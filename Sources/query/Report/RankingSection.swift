import Foundation
import Store
import Support

/// What carries each label: its first tokens by mean and by contrast, as bars.
struct RankingSection {
  /// Labels at most, the most frequent first.
  private static let labels = 12
  /// Tokens of a ranking.
  private static let tokens = 12

  let store: AttributionStore
  let slice: ExampleSlice
  let summaries: [LabelSummary]
  let words: Bool
  /// Numbers of the labels in the page's data.
  let labels: Numbering
  /// Numbers of the words, or pieces, that the panels have.
  private(set) var ranked = Numbering()

  init(store: AttributionStore, slice: ExampleSlice, summaries: [LabelSummary], words: Bool, labels: Numbering) {
    (self.store, self.slice, self.summaries, self.words, self.labels) = (store, slice, summaries, words, labels)
  }

  /// The section; empty where nothing can be ranked.
  /// - Throws: `StoreError` where an example's record is damaged, or the store cannot be read.
  mutating func html() throws -> String {
    let isOfGold = summaries.contains { $0.label != nil }
    let names = Self.byFrequency(summaries, isOfGold ? \.label : \.predicted)
    let chosen: [String?] = names.isEmpty ? [nil] : names.prefix(Self.labels).map(\.self)
    var panels: [String] = []
    for label in chosen { panels.append(try panel(label, isOfGold: isOfGold)) }
    if panels.allSatisfy(\.isEmpty) { return "" }
    let omitted = names.count > Self.labels ? " The \(Self.labels) most frequent of \(names.count) labels are shown." : ""
    let unit = words ? "word" : "token"
    return """
      <section aria-labelledby="carry">
      <h2 id="carry">What carries each label</h2>
      <p class="hint">By mean: the \(unit)s that, where they occur, make up most of what the classifier read. By contrast: the \(unit)s \
      that more of it goes to than in all other examples, as the normal score of a permutation test over texts: in a random \
      slice 1 in 20 is beyond 1.96. Special tokens, punctuation and \(unit)s in fewer than 5 texts are left out.\(omitted) Choose a \(unit) to see the examples of that label that have it.</p>
      <div class="grid wide">\(panels.joined())</div>
      </section>
      """
  }

  private mutating func panel(_ label: String?, isOfGold: Bool) throws -> String {
    var filter = slice.filter
    if isOfGold { filter.label = label } else { filter.predicted = label }
    let mean = try ranking(filter, .mean)
    let contrast = try label == nil && slice.filter == ExampleFilter() ? nil : ranking(filter, .contrast)
    guard let mean, mean.examples > 0 else { return "" }
    let title = label.map { (isOfGold ? "gold " : "predicted ") + HTML.name($0) } ?? "all"
    let side = label.flatMap(labels.known).map { " data-side=\"\(isOfGold ? "g" : "p")\" data-label=\"\($0)\"" } ?? ""
    let tables = [
      table("By mean", mean.entries.map { ($0.token, $0.mean ?? 0, Percentage.text($0.mean ?? 0), $0.texts) }, side: side),
      table("By contrast", Self.contrasts(contrast), side: side),
    ]
    return """
      <div class="panel">
      <h3>\(title)</h3>
      <p>\(HTML.grouped(mean.examples)) example\(mean.examples == 1 ? "" : "s")</p>
      <div class="ranks">
      \(tables.joined(separator: "\n"))
      </div>
      \(mean.entries.isEmpty ? "<p class=\"hint\">No \(words ? "word" : "token") is in 5 of these texts or more: a mean of fewer would be chance.</p>" : "")
      </div>
      """
  }

  private func ranking(_ filter: ExampleFilter, _ order: TokenTotals.Order) throws -> TokenTotals? {
    try store.topTokens(
      TokenQuery(
        filter, units: words ? .words : .pieces, order: order, limit: Self.tokens,
        isListed: { !Punctuation.isAll(of: $0) }))
  }

  /// What is more typical here than elsewhere; nothing where there is nothing to compare with.
  private static func contrasts(_ totals: TokenTotals?) -> [(String, Double, String, Int)] {
    guard let totals, totals.others ?? 0 > 0 else { return [] }
    return totals.entries.compactMap { entry in
      guard let contrast = entry.contrast, contrast > 0 else { return nil }
      return (entry.token, contrast, String(format: "%.1f", contrast), entry.texts)
    }
  }

  /// A ranking; `side` are the attributes that say of which label it is.
  private mutating func table(
    _ caption: String, _ rows: [(token: String, value: Double, text: String, texts: Int)], side: String
  ) -> String {
    guard let longest = rows.map(\.value).max(), longest > 0 else { return "" }
    var lines: [String] = []
    for row in rows {
      lines.append(
        """
        <tr><th scope="row"><button type="button" class="plain" aria-pressed="false" data-word="\(ranked.number(of: row.token))"\(side)>\
        \(HTML.name(row.token))</button></th>\
        <td title="\(Counted.text(row.texts, "text"))"><i style="width:\(String(format: "%.1f", 100 * row.value / longest))%"></i></td>\
        <td>\(row.text)</td></tr>
        """)
    }
    return "<table><caption>\(caption)</caption><tbody>\(lines.joined(separator: "\n"))</tbody></table>"
  }

  /// The labels of the slice, the most frequent first.
  private static func byFrequency(_ summaries: [LabelSummary], _ label: KeyPath<LabelSummary, String?>) -> [String] {
    var counts: [String: Int] = [:]
    for summary in summaries {
      if let name = summary[keyPath: label] { counts[name, default: 0] += summary.examples }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
