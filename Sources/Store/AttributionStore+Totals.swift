import GRDB
import Support

// MARK: - Reads: totals of tokens

extension AttributionStore {
  /// Every token of a slice, ordered by its bytes. Without labels, of all examples.
  /// - Parameters:
  ///   - label: The gold label; any where nil.
  ///   - predicted: The predicted label; any where nil.
  ///   - units: Pieces or words.
  ///   - includeSpecial: Whether tokens that the template added take part; with words, under the names of their pieces.
  /// - Returns: The totals; nil where a label is unknown.
  /// - Throws: `StoreError` where the file cannot be read.
  public func tokenTotals(label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool) throws -> TokenTotals? {
    let totals = try topTokens(
      TokenQuery(ExampleFilter(label: label, predicted: predicted), units: units, includeSpecial: includeSpecial, order: .count))
    return totals.map { totals in
      let entries = totals.entries.map { (ExactString($0.token), $0) }.sorted { $0.0 < $1.0 }
      return TokenTotals(examples: totals.examples, entries: entries.map(\.1))
    }
  }

  /// The first tokens of some examples among those in enough texts. Where filters name labels only, from totals that were kept while
  /// writing: no example is looked at, unless near copies are to be told. Else in one scan.
  /// - Returns: The ranking; nil where a label or piece is unknown.
  /// - Throws: `StoreError` where the file cannot be read, or names an example whose record is damaged.
  public func topTokens(_ query: TokenQuery) throws -> TokenTotals? {
    try read { (database) -> TokenTotals? in
      let names = try TokenNames(query.units, in: database)
      let skipped = query.copies == .folded ? try CopyScan(database, settings: settings).copies(on: query) : []
      let sides = SliceSides(database, settings: settings, names: names, includeSpecial: query.includeSpecial, skipped: skipped)
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
  ///   - includeSpecial: Whether tokens that the template added take part.
  ///   - database: Of this access.
  /// - Returns: The sums; nil where a label or piece is unknown.
  /// - Throws: `StoreError` naming an example whose record is damaged; what SQLite reports.
  func sums(of filter: ExampleFilter, names: TokenNames, includeSpecial: Bool, in database: Database) throws -> TokenSums? {
    try SliceSides(database, settings: settings, names: names, includeSpecial: includeSpecial).sums(of: filter)
  }
}
