import Foundation
import Store
import Support

/// The first words of a label, each with a bar and its numbers: the data of `ranking.mustache`.
struct RankingTable {
  /// The label whose examples are chosen by a click on a word.
  struct Side {
    /// `g` for a gold label, `p` for a predicted one.
    let side: String
    /// The label's number in the page's data.
    let label: Int
  }

  /// A word with its numbers.
  struct Row {
    /// The number of the word in the page's data.
    let number: Int
    let word: PageName
    /// Nil where the panel is not of a label.
    let chosen: Side?
    /// Length of the bar in percent of the longest.
    let width: String
    let figure: String
    /// Number of the label's texts that hold the word.
    let texts: String
    /// Nil where no text is a near copy of another, or copies were not looked for.
    let copies: Copies?
    /// Empty where there is no comparison with other texts.
    let q: String
    /// Whether the difference may well be due to chance.
    let isChance: Bool
  }

  /// The number of a word's texts that are no near copies of one another.
  struct Copies {
    let distinct: String
    let explanation: String
  }

  /// The q-value from which on a difference may well be due to chance.
  static let significance = 0.05

  let caption: String
  /// "word" or "token".
  let unit: String
  /// The heading of the numbers.
  let measure: String
  /// Whether the rows have q-values.
  let hasQ: Bool
  let rows: [Row]
  /// A sentence in place of rows; nil where there are rows.
  let absence: String?

  /// The ranking by mean: the share of the scores in the texts that hold a word.
  /// - Parameters:
  ///   - totals: The words in order.
  ///   - unit: "word" or "token".
  ///   - side: The label of the words.
  ///   - ranked: Numbers the words.
  init(byMean totals: TokenTotals, unit: String, side: Side?, ranked: inout Numbering) {
    self.init(
      caption: "By mean", unit: unit, measure: "mean", totals, value: \.mean, figure: Percentage.text, side: side, ranked: &ranked,
      absence: "No \(unit) is in at least \(TokenQuery.usualMinimumTexts) distinct texts of these; the mean of fewer would be chance.")
  }

  /// The ranking by contrast: the difference between a word's scores in these texts and in the others.
  /// - Parameters: As for the ranking by mean.
  init(byContrast totals: TokenTotals, unit: String, side: Side?, ranked: inout Numbering) {
    self.init(
      caption: "By contrast", unit: unit, measure: "z", totals, value: \.contrast, figure: { String(format: "%.1f", $0) }, side: side,
      ranked: &ranked,
      absence:
        "No \(unit) in at least \(TokenQuery.usualMinimumTexts) texts of both sides together has more of the scores here than in the "
        + "other texts.")
  }

  private init(
    caption: String, unit: String, measure: String, _ totals: TokenTotals, value: (TokenTotals.Entry) -> Double?,
    figure: (Double) -> String, side: Side?, ranked: inout Numbering, absence: String
  ) {
    (self.caption, self.unit, self.measure) = (caption, unit, measure)
    let entries = totals.entries.compactMap { entry in value(entry).flatMap { $0 > 0 ? (entry: entry, value: $0) : nil } }
    let longest = entries.map(\.value).max() ?? 1
    let isCompared = measure == "z"
    hasQ = isCompared && entries.contains { $0.entry.q != nil }
    self.absence = entries.isEmpty ? absence : nil
    var rows: [Row] = []
    for (entry, value) in entries {
      let q = isCompared ? entry.q : nil
      rows.append(
        Row(
          number: ranked.number(of: entry.token), word: PageName(entry.token), chosen: side,
          width: String(format: "%.1f", 100 * value / longest), figure: figure(value), texts: entry.texts.grouped,
          copies: Self.copies(entry), q: q.map(Self.text(ofQ:)) ?? "", isChance: q.map { $0 >= Self.significance } ?? false))
    }
    self.rows = rows
  }

  private static func copies(_ entry: TokenTotals.Entry) -> Copies? {
    guard let distinct = entry.distinctTexts, distinct < entry.texts else { return nil }
    return Copies(
      distinct: distinct.grouped, explanation: "\(Counted.text(entry.texts, "text")), \(distinct) but for near copies")
  }

  private static func text(ofQ q: Double) -> String { q < 0.001 ? "< 0.001" : String(format: q < 0.1 ? "%.3f" : "%.2f", q) }
}
