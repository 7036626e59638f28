import GRDB
import Support

// MARK: - Reads: totals of tokens

extension AttributionStore {
  /// All tokens of a slice, sorted by their bytes. Without labels, the slice is all examples.
  /// - Parameters:
  ///   - label: The gold label; nil means any.
  ///   - predicted: The predicted label; nil means any.
  ///   - units: Pieces or words.
  ///   - includeSpecial: Whether special tokens of the template are included; among words, they appear under the names of their pieces.
  ///   - scores: The scores to sum; nil for the scores by the store's first method.
  /// - Returns: The totals; nil where a label is unknown.
  /// - Throws: `StoreError` where the file cannot be read.
  public func tokenTotals(label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool, scores: ScoreSelection? = nil)
    throws
    -> TokenTotals?
  {
    let totals = try topTokens(
      TokenQuery(
        ExampleFilter(label: label, predicted: predicted), units: units, includeSpecial: includeSpecial, order: .count, scores: scores))
    return totals.map { totals in
      let entries = totals.entries.map { (ExactString($0.token), $0) }.sorted { $0.0 < $1.0 }
      return TokenTotals(examples: totals.examples, entries: entries.map(\.1))
    }
  }

  /// The first tokens of a ranking, among the tokens in enough texts. Where filters have conditions on labels only, the ranking comes from
  /// kept totals, without reading examples unless near copies are to be told; otherwise from one scan.
  /// - Returns: The ranking; nil where a label or piece is unknown.
  /// - Throws: `StoreError` where the file cannot be read, or for a damaged record, whose example it names.
  public func topTokens(_ query: TokenQuery) throws -> TokenTotals? {
    try read { (database) -> TokenTotals? in
      let names = try TokenNames(query.units, in: database)
      let skipped = query.copies == .folded ? try CopyScan(database, settings: settings).copies(on: query) : []
      let sides = SliceSides(
        database, settings: settings, names: names, includeSpecial: query.includeSpecial, skipped: skipped,
        scoring: try settings.scoring(query.scores))
      let isCompared = query.isCompared || query.order == .contrast
      guard let chosen = try sides.sums(of: query.filter, isForComparison: isCompared) else { return nil }
      var comparison: TokenComparison?
      var overlap = 0
      if isCompared {
        guard let others = try sides.others(than: query.filter, chosen, in: query.versus) else { return nil }
        overlap = others.overlap
        comparison = TokenComparison(chosen, with: others.sums, floor: query.comparedTexts)
      }
      let candidates = query.order == .contrast ? comparison?.compared ?? [] : chosen.all.filter { $0.texts >= query.rankedTexts }
      func rank(_ limit: Int?) throws -> [Ranking.Ranked] {
        let ranking = Ranking(order: query.order, limit: limit, comparison: comparison, isListed: query.isListed)
        return try ranking.rank(candidates, name: names.name(of:))
      }
      func entry(_ ranked: Ranking.Ranked, distinctTexts: Int?) -> TokenTotals.Entry {
        let result = comparison?.result(of: ranked.sum.token)
        return TokenTotals.Entry(
          token: ranked.name.string, count: ranked.sum.count, texts: ranked.sum.texts, fixedPointTotal: ranked.sum.total,
          textsOfBothSides: result?.texts, contrast: result?.contrast, q: result?.q, distinctTexts: distinctTexts)
      }
      func totals(_ entries: [TokenTotals.Entry], passedOver: Int = 0) -> TokenTotals {
        TokenTotals(
          examples: chosen.examples, others: comparison?.others, copies: skipped.count, overlap: overlap, passedOver: passedOver,
          entries: entries)
      }
      guard query.copies == .told else { return totals(try rank(query.limit).map { entry($0, distinctTexts: nil) }) }
      let copies = CopyScan(database, settings: settings)
      let ranking = try DistinctRanking(limit: query.limit, floor: query.distinctTexts, rank: rank) { names in
        try copies.distinctTexts(of: names, query)
      }
      return totals(ranking.entries.map { entry($0.ranked, distinctTexts: $0.distinctTexts) }, passedOver: ranking.passedOver)
    }
  }

  /// The sums of the tokens of some examples.
  /// - Parameters:
  ///   - filter: The examples.
  ///   - names: Numbers the tokens.
  ///   - includeSpecial: Whether special tokens of the template are included.
  ///   - database: The open connection.
  /// - Returns: The sums; nil where a label or piece is unknown.
  /// - Throws: `StoreError` that names an example whose record is damaged; errors of SQLite.
  func sums(of filter: ExampleFilter, names: TokenNames, includeSpecial: Bool, in database: Database) throws -> TokenSums? {
    try SliceSides(database, settings: settings, names: names, includeSpecial: includeSpecial).sums(of: filter)
  }
}
