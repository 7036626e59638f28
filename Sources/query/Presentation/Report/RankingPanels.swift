import Foundation
import Store
import Support

/// Ranks the words of each label, for the page's panels.
struct RankingPanels {
  /// Upper bound of the labels; the most frequent have panels.
  private static let labels = 12
  /// Number of examples up to which near copies are looked for where the page has several rankings.
  private static let examplesToLookAt = 20_000
  /// Number of words of a ranking.
  private static let words = 12

  let store: AttributionStore
  let slice: ExampleSlice
  let summaries: [LabelSummary]
  /// The agreement of label sets, where the model gives sets; an example then counts once for each of its labels.
  let sets: LabelSetAgreement?
  /// Whether words are ranked; otherwise pieces.
  let areWords: Bool
  /// Numbers of the labels in the page's data.
  let labels: Numbering
  /// Numbers of the words, or pieces, in the panels.
  private(set) var ranked = Numbering()
  /// Whether there are so many examples and scores that near copies are not looked for.
  private var isLarge = false

  init(
    store: AttributionStore, slice: ExampleSlice, summaries: [LabelSummary], sets: LabelSetAgreement?, areWords: Bool, labels: Numbering
  ) {
    (self.store, self.slice, self.summaries, self.sets) = (store, slice, summaries, sets)
    (self.areWords, self.labels) = (areWords, labels)
  }

  /// The section; nil where nothing can be ranked.
  /// - Parameters:
  ///   - scores: The scores of the page. The rankings by the first ones are taken in any case.
  ///   - bytes: Largest size of the rankings by further ones.
  /// - Returns: The section.
  /// - Throws: `StoreError` where an example's record is damaged, or the store cannot be read.
  mutating func section(of scores: ReportScores, bytes: Int) throws -> RankingSection? {
    isLarge = try scores.isChoice && store.count(ExampleFilter()) > Self.examplesToLookAt
    var (views, left) = ([RankingSection.View](), bytes)
    for (place, view) in scores.views.enumerated() where place == 0 || left > 0 {
      let ranked = ranked
      guard let new = try self.view(view, isFirst: place == 0, isNamed: scores.isChoice) else { continue }
      if place > 0 { left -= RankingSection(views: [new]).bytes }
      if place > 0, left < 0 { self.ranked = ranked } else { views.append(new) }
    }
    return views.isEmpty ? nil : RankingSection(views: views)
  }

  /// The rankings by some scores; nil where nothing can be ranked by them.
  private mutating func view(_ view: ReportScores.View, isFirst: Bool, isNamed: Bool) throws -> RankingSection.View? {
    let scores = view.choice
    let isOfGold = summaries.contains { $0.label != nil }
    let names = names(isOfGold: isOfGold)
    let chosen: [String?] = names.isEmpty ? [nil] : names.prefix(Self.labels).map(\.self)
    var panels: [RankingSection.Panel] = []
    for label in chosen {
      let panel =
        scores.isSigned
        ? try signedPanel(label, isOfGold: isOfGold, by: scores)
        : try panel(label, isOfGold: isOfGold, by: isNamed ? scores.selection : nil)
      if let panel { panels.append(panel) }
    }
    if panels.isEmpty { return nil }
    let omitted = names.count > Self.labels ? " The \(Self.labels) most frequent of \(names.count) labels are shown." : ""
    return RankingSection.View(
      method: view.method, className: view.className(labels), isHidden: !isFirst,
      hints: scores.isSigned ? signedHints(omitted: omitted) : hints(omitted: omitted), panels: panels)
  }

  private var unit: String { areWords ? "word" : "token" }

  /// Explanations of the panels: of the order by mean, of the order by contrast, and of both.
  private func hints(omitted: String) -> [String] {
    let floor = TokenQuery.usualMinimumTexts
    return [
      "By mean: the \(unit)s that, where they occur, make up most of what the classifier read. A \(unit) is listed if it is in at least "
        + "\(floor) texts of the label that are no near copies of one another.",
      "By contrast: the \(unit)s that more of it goes to than in all other examples. A \(unit) is listed if it is in at least \(floor) texts of "
        + "both sides together, so it can be in fewer of the label. z is the normal score of a permutation test over texts, of which 1 in 20 "
        + "lies beyond ±1.96 by chance alone; q is the least share of false findings to expect where this \(unit) is taken for one. Pale: q of "
        + "\(RankingTable.significance) or more, which may well be chance.", lastHint(omitted),
    ]
  }

  /// Explanations of the panels of signed scores.
  private func signedHints(omitted: String) -> [String] {
    [
      "The mean is in logits of the class, over the \(unit)'s occurrences in the texts of the label: above 0 the \(unit) speaks for the class, below "
        + "0 against it. A \(unit) is listed if it is in at least \(TokenQuery.usualMinimumTexts) \(isLarge ? "" : "distinct ")texts of the label.",
      lastHint(omitted),
    ]
  }

  private func lastHint(_ omitted: String) -> String {
    "Special tokens and punctuation are left out.\(areWords ? "" : " \(PieceTexts.mark) marks a token that begins a word.")\(omitted) In brackets: texts that are no near copies of one another. Choose a \(unit) to "
      + "see the examples of that label that have it.\(sets == nil ? "" : " An example of several labels is in the panel of each.")"
  }

  private mutating func panel(_ label: String?, isOfGold: Bool, by scores: ScoreSelection?) throws -> RankingSection.Panel? {
    let filter = filter(label, isOfGold: isOfGold)
    guard let mean = try ranking(filter, .mean, by: scores), mean.examples > 0 else { return nil }
    let contrast = try label == nil && slice.filter == ExampleFilter() ? nil : ranking(filter, .contrast, by: scores)
    let side = side(label, isOfGold: isOfGold)
    var tables = [RankingTable(byMean: mean, unit: unit, side: side, pieces: try pieces(of: mean), ranked: &ranked)]
    if let contrast, let others = contrast.others, others > 0 {
      tables.append(RankingTable(byContrast: contrast, unit: unit, side: side, pieces: try pieces(of: contrast), ranked: &ranked))
    }
    return panel(label, isOfGold: isOfGold, examples: mean.examples, tables)
  }

  /// The panel of signed scores: both ends of the ranking.
  private mutating func signedPanel(
    _ label: String?, isOfGold: Bool, by scores: ScoreChoice
  ) throws -> RankingSection.Panel? {
    let totals = try ranking(filter(label, isOfGold: isOfGold), .mean, by: scores.selection, listsBothEnds: true)
    guard let totals, totals.examples > 0 else { return nil }
    let side = side(label, isOfGold: isOfGold)
    let pieces = try pieces(of: totals)
    let tables = [false, true].map { isAgainst in
      RankingTable(
        ofSigned: totals, isAgainst: isAgainst, className: scores.className, limit: Self.words, unit: unit, side: side,
        isDistinct: !isLarge, pieces: pieces, ranked: &ranked)
    }
    return panel(label, isOfGold: isOfGold, examples: totals.examples, tables)
  }

  private func panel(_ label: String?, isOfGold: Bool, examples: Int, _ tables: [RankingTable]) -> RankingSection.Panel {
    RankingSection.Panel(
      side: label == nil ? "all" : isOfGold ? "gold " : "predicted ", label: label.map { PageName($0) },
      examples: "\(examples.grouped) example\(examples == 1 ? "" : "s")", tables: tables)
  }

  private func filter(_ label: String?, isOfGold: Bool) -> ExampleFilter {
    var filter = slice.filter
    if isOfGold { filter.label = label } else { filter.predicted = label }
    return filter
  }

  private func side(_ label: String?, isOfGold: Bool) -> RankingTable.Side? {
    label.flatMap(labels.known).map { RankingTable.Side(side: isOfGold ? "g" : "p", label: $0) }
  }

  private func ranking(
    _ filter: ExampleFilter, _ order: TokenTotals.Order, by scores: ScoreSelection?, listsBothEnds: Bool = false
  ) throws -> TokenTotals? {
    try store.topTokens(
      TokenQuery(
        filter, units: areWords ? .words : .pieces, order: order, limit: Self.words, copies: isLarge ? .counted : .told, scores: scores,
        listsBothEnds: listsBothEnds, isListed: { !Punctuation.isAll(of: $0.spelling) }))
  }

  /// The tokens of a ranking as a person reads them; nil for words.
  private func pieces(of totals: TokenTotals) throws -> PieceTexts? {
    areWords ? nil : try PieceTexts(named: (totals.entries + totals.lowest).map(\.token), in: store)
  }

  private func names(isOfGold: Bool) -> [String] {
    guard let sets else { return Self.byFrequency(summaries, isOfGold ? \.label : \.predicted) }
    // The examples of one label may have further labels, which have no panels here.
    let asked = isOfGold ? slice.filter.label : slice.filter.predicted
    return asked.map { [$0] } ?? sets.labelsByFrequency(of: isOfGold ? .gold : .predicted)
  }

  /// The labels of the slice, the most frequent first.
  private static func byFrequency(_ summaries: [LabelSummary], _ label: KeyPath<LabelSummary, String?>) -> [String] {
    var counts: [ExactString: Int] = [:]
    for summary in summaries {
      if let name = summary[keyPath: label] { counts[ExactString(name), default: 0] += summary.examples }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.string)
  }
}
