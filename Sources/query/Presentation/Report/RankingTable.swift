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
  /// "for" or "against" a class; nil for unsigned scores.
  let endOfRanking: String?
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
  ///   - pieces: The tokens as a person reads them; nil for words.
  ///   - ranked: Numbers the words.
  init(byMean totals: TokenTotals, unit: String, side: Side?, pieces: PieceTexts?, ranked: inout Numbering) {
    self.init(
      caption: "By mean", unit: unit, measure: "mean", totals.entries, value: \.mean, figure: Percentage.text, side: side, pieces: pieces,
      ranked: &ranked,
      absence: "No \(unit) is in at least \(TokenQuery.usualMinimumTexts) distinct texts of these; the mean of fewer would be chance.")
  }

  /// The ranking by contrast: the difference between a word's scores in these texts and in the others.
  /// - Parameters: As for the ranking by mean.
  init(byContrast totals: TokenTotals, unit: String, side: Side?, pieces: PieceTexts?, ranked: inout Numbering) {
    self.init(
      caption: "By contrast", unit: unit, measure: "z", totals.entries, value: \.contrast, figure: { String(format: "%.1f", $0) },
      side: side, pieces: pieces,
      ranked: &ranked,
      absence:
        "No \(unit) in at least \(TokenQuery.usualMinimumTexts) texts of both sides together has more of the scores here than in the "
        + "other texts.")
  }

  /// One end of a ranking by the mean of signed scores.
  /// - Parameters:
  ///   - totals: Both ends of the ranking, the highest first.
  ///   - isAgainst: Whether the words that speak against the class are listed, the strongest first.
  ///   - className: The class; nil for a model without classes.
  ///   - limit: Number of words.
  ///   - unit: "word" or "token".
  ///   - side: The label of the words.
  ///   - isDistinct: Whether only distinct texts count.
  ///   - pieces: The tokens as a person reads them; nil for words.
  ///   - ranked: Numbers the words.
  init(
    ofSigned totals: TokenTotals, isAgainst: Bool, className: String?, limit: Int, unit: String, side: Side?, isDistinct: Bool,
    pieces: PieceTexts?, ranked: inout Numbering
  ) {
    let sign = isAgainst ? -1.0 : 1
    // A short ranking has words of both signs at its first end.
    let ordered = isAgainst ? (totals.entries + totals.lowest).sorted { ($0.mean ?? 0) < ($1.mean ?? 0) } : totals.entries
    let words = isAgainst ? ("against", "below") : ("for", "above")
    // The bars of both ends have one scale.
    let longest = (totals.entries + totals.lowest).compactMap { $0.mean?.magnitude }.max()
    self.init(
      caption: className.map { "Strongest \(words.0) \($0)" } ?? (isAgainst ? "Lowest" : "Highest"), kind: words.0, unit: unit,
      measure: "mean", Array(ordered.prefix(limit)), value: { $0.mean.map { sign * $0 } }, figure: { LogitText.signed(sign * $0) },
      side: side, longest: longest, pieces: pieces,
      ranked: &ranked,
      absence:
        "No \(unit) in at least \(TokenQuery.usualMinimumTexts) \(isDistinct ? "distinct " : "")texts of these has a mean \(words.1) 0.")
  }

  private init(
    caption: String, kind: String? = nil, unit: String, measure: String, _ all: [TokenTotals.Entry], value: (TokenTotals.Entry) -> Double?,
    figure: (Double) -> String, side: Side?, longest known: Double? = nil, pieces: PieceTexts?,
    ranked: inout Numbering, absence: String
  ) {
    (self.caption, endOfRanking, self.unit, self.measure) = (caption, kind, unit, measure)
    let entries = all.compactMap { entry in value(entry).flatMap { $0 > 0 ? (entry: entry, value: $0) : nil } }
    let longest = known ?? entries.map(\.value).max() ?? 1
    let isCompared = measure == "z"
    hasQ = isCompared && entries.contains { $0.entry.q != nil }
    self.absence = entries.isEmpty ? absence : nil
    var rows: [Row] = []
    for (entry, value) in entries {
      let q = isCompared ? entry.q : nil
      rows.append(
        Row(
          number: ranked.number(of: entry.token), word: PageName(pieces?.text(of: entry.token) ?? entry.token), chosen: side,
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
