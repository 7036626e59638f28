import Foundation
import Store
import Support

/// The first words of a label, each with a bar and its numbers.
struct RankingTable {
  /// A word and what there is to say of it.
  struct Row {
    let token: String
    /// What the bar shows; above 0.
    let value: Double
    /// The same in figures.
    let text: String
    /// Texts of the label that hold it.
    let texts: Int
    /// How many of the texts are no near copies of one another, where that was asked for.
    let distinctTexts: Int?
    /// The q-value of the comparison with other texts, where there is a comparison.
    let q: Double?
  }

  /// From here on a difference may well be chance.
  static let significance = 0.05

  let caption: String
  /// "word" or "token".
  let unit: String
  /// The heading of the figures.
  let measure: String
  let rows: [Row]

  /// By mean: the share of what the classifier read.
  init(byMean totals: TokenTotals, unit: String) {
    (caption, self.unit, measure) = ("By mean", unit, "mean")
    rows = totals.entries.compactMap { entry in
      guard let mean = entry.mean, mean > 0 else { return nil }
      return Row(
        token: entry.token, value: mean, text: Percentage.text(mean), texts: entry.texts, distinctTexts: entry.distinctTexts, q: nil)
    }
  }

  /// By contrast: what is more typical here than in the other texts.
  init(byContrast totals: TokenTotals, unit: String) {
    (caption, self.unit, measure) = ("By contrast", unit, "z")
    rows = totals.entries.compactMap { entry in
      guard let contrast = entry.contrast, contrast > 0 else { return nil }
      return Row(
        token: entry.token, value: contrast, text: String(format: "%.1f", contrast), texts: entry.texts,
        distinctTexts: entry.distinctTexts, q: entry.q)
    }
  }

  /// The table, or where there is no row, a sentence that says so.
  /// - Parameters:
  ///   - side: The attributes that say of which label it is.
  ///   - ranked: Numbers the words.
  /// - Returns: An element.
  func html(side: String, ranked: inout Numbering) -> String {
    guard let longest = rows.map(\.value).max() else {
      return "<div><h4>\(caption)</h4><p class=\"hint\">\(absence)</p></div>"
    }
    var lines: [String] = []
    for row in rows {
      let button = """
        <button type="button" class="plain" aria-pressed="false" data-word="\(ranked.number(of: row.token))"\(side)>\(HTML.name(row.token))</button>
        """
      let bar = "<i style=\"width:\(String(format: "%.1f", 100 * row.value / longest))%\"></i>"
      lines.append(
        "<tr\(isChance(row) ? " class=\"chance\"" : "")><th scope=\"row\">\(button)\(bar)</th><td>\(row.text)</td>\(texts(of: row))\(q(of: row))</tr>"
      )
    }
    let heads = [unit, measure, "texts"] + (hasQ ? ["q"] : [])
    return """
      <table><caption>\(caption)</caption><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>
      <tbody>\(lines.joined(separator: "\n"))</tbody></table>
      """
  }

  private var absence: String {
    let floor = TokenQuery.usualMinimumTexts
    return measure == "mean"
      ? "No \(unit) is in at least \(floor) distinct texts of these; the mean of fewer would be chance."
      : "No \(unit) in at least \(floor) texts of both sides together has more of the scores here than in the other texts."
  }

  private var hasQ: Bool { rows.contains { $0.q != nil } }

  private func isChance(_ row: Row) -> Bool { row.q.map { $0 >= Self.significance } ?? false }

  private static func hasCopies(_ row: Row) -> Bool { row.distinctTexts.map { $0 < row.texts } ?? false }

  private func texts(of row: Row) -> String {
    guard let distinct = row.distinctTexts, Self.hasCopies(row) else { return "<td>\(row.texts.grouped)</td>" }
    return
      "<td title=\"\(Counted.text(row.texts, "text")), \(distinct) but for near copies\">\(row.texts.grouped) (\(distinct.grouped))</td>"
  }

  private func q(of row: Row) -> String {
    guard hasQ else { return "" }
    guard let q = row.q else { return "<td></td>" }
    return "<td>\(q < 0.001 ? "&lt; 0.001" : String(format: q < 0.1 ? "%.3f" : "%.2f", q))</td>"
  }
}
