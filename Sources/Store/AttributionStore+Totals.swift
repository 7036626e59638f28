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
    var query = query
    query.filter = settings.scored(query.filter, by: query.scores)
    query.versus = query.versus.map { settings.scored($0, by: query.filter.scores) }
    let isCompared = query.isCompared || query.order == .contrast
    // A transaction that is open already may see an older state than the files have now.
    let before = try memory != nil && !isReading ? fileStates : nil
    return try read { (database) -> TokenTotals? in
      func make() throws -> RankedSums? { try rankedSums(query, isCompared: isCompared, in: database) }
      // The transaction begins with its first read. Where the files are the same behind it as before, it sees what they have.
      if before != nil { _ = try DirectStatement("SELECT 1 FROM sqlite_schema LIMIT 1", in: database).step() }
      let sums =
        if let memory, let before, before == fileStates {
          try memory.sums(for: RankingMemory.Question(query, isCompared: isCompared), before, make)
        } else {
          try make()
        }
      guard let sums else { return nil }
      let names = try TokenNames(query.units, in: database, words: sums.words)
      let chosen = sums.chosen
      var comparison = sums.comparison
      if let vast = comparison?.vast {
        guard query.order != .contrast else { throw TokenComparison.refusal(of: try names.name(of: vast)) }
        comparison = nil
      }
      let candidates = query.order == .contrast ? comparison?.compared ?? [] : chosen.tokens(inTexts: query.rankedTexts)
      func rank(_ limit: Int?, isReversed: Bool) throws -> [Ranking.Ranked] {
        let ranking = Ranking(
          order: query.order, limit: limit, isReversed: isReversed, comparison: comparison,
          isListed: query.isListed.map { isListed in { try isListed(names.spelling(of: $0)) } })
        return try ranking.rank(candidates, name: names.name(of:))
      }
      func entry(_ ranked: Ranking.Ranked, distinctTexts: Int?) -> TokenTotals.Entry {
        let result = comparison?.result(of: ranked.sum.token)
        return TokenTotals.Entry(
          token: ranked.name.string, count: ranked.sum.count, texts: ranked.sum.texts, fixedPointTotal: ranked.sum.total,
          textsOfBothSides: result?.texts, contrast: result?.contrast, q: result?.q, distinctTexts: distinctTexts)
      }
      let copies = CopyScan(database, settings: settings)
      func entries(isReversed: Bool) throws -> (entries: [TokenTotals.Entry], passedOver: Int) {
        guard query.copies == .told else {
          return (try rank(query.limit, isReversed: isReversed).map { entry($0, distinctTexts: nil) }, 0)
        }
        let ranking = try DistinctRanking(
          limit: query.limit, floor: query.distinctTexts, rank: { try rank($0, isReversed: isReversed) },
          distinct: { try copies.distinctTexts(of: $0, query) })
        return (ranking.entries.map { entry($0.ranked, distinctTexts: $0.distinctTexts) }, ranking.passedOver)
      }
      let (highest, passedOver) = try entries(isReversed: false)
      let listed = Set(highest.map { ExactString($0.token) })
      let lowest = try query.listsBothEnds && query.limit != nil ? entries(isReversed: true).entries : []
      return TokenTotals(
        examples: chosen.examples, others: comparison?.others, copies: sums.copies, overlap: sums.overlap, passedOver: passedOver,
        entries: highest, lowest: lowest.filter { !listed.contains(ExactString($0.token)) })
    }
  }

  /// The sums that a ranking is made from; nil where a label or piece is unknown.
  private func rankedSums(_ query: TokenQuery, isCompared: Bool, in database: Database) throws -> RankedSums? {
    let names = try TokenNames(query.units, in: database)
    let skipped = query.copies == .folded ? try CopyScan(database, settings: settings).copies(on: query) : []
    let sides = SliceSides(database, settings: settings, names: names, includeSpecial: query.includeSpecial, skipped: skipped)
    guard let chosen = try sides.sums(of: query.filter, isForComparison: isCompared) else { return nil }
    guard isCompared else { return RankedSums(words: names.words, chosen: chosen, copies: skipped.count) }
    guard let others = try sides.others(than: query.filter, chosen, in: query.versus) else { return nil }
    let comparison = TokenComparison(
      chosen, with: others.sums, floor: query.comparedTexts, isSigned: try settings.isSigned(query.filter.scores))
    return RankedSums(
      words: names.words, chosen: chosen, comparison: comparison, overlap: others.overlap, copies: skipped.count)
  }

  /// The state of the store's files, by which a change is noticed.
  var fileStates: [FileState] { ["", "-wal"].map { FileState(path: file.path + $0) } }
}
