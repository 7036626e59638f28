import GRDB

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
      TokenQuery(
        ExampleFilter(label: label, predicted: predicted), units: units, includeSpecial: includeSpecial, order: .count, minimumCount: 1))
    return totals.map { totals in
      let entries = totals.entries.map { (ExactString($0.token), $0) }.sorted { $0.0 < $1.0 }
      return TokenTotals(examples: totals.examples, entries: entries.map(\.1))
    }
  }

  /// The first tokens of some examples among those with enough occurrences. Where the filter names labels only, from totals that were kept
  /// while writing: no example is looked at. Else in one scan.
  /// - Returns: The ranking; nil where a label or piece is unknown.
  /// - Throws: `StoreError` where the file cannot be read, or names an example whose record is damaged.
  public func topTokens(_ query: TokenQuery) throws -> TokenTotals? {
    try read { (database) -> TokenTotals? in
      let names = try TokenNames(query.units, in: database)
      func sums(_ filter: ExampleFilter) throws -> TokenSums? {
        try self.sums(of: filter, names: names, includeSpecial: query.includeSpecial, in: database)
      }
      let isContrast = query.order == .contrast
      guard let chosen = try sums(query.filter) else { return nil }
      var contrast: Contrast?
      var others: Int?
      if isContrast {
        let whole = try sums(ExampleFilter()) ?? TokenSums()
        guard let other = try query.versus.map({ try sums($0) }) ?? whole.without(chosen) else { return nil }
        contrast = Contrast(chosen, with: other, in: whole, meanLength: try meanLength(database))
        others = other.examples
      }
      let ranking = Ranking(
        order: query.order, minimumCount: query.minimumCount(for: chosen.examples), limit: query.limit, contrast: contrast,
        isListed: query.isListed)
      return TokenTotals(examples: chosen.examples, others: others, entries: try ranking.rank(chosen.all, name: names.name(of:)))
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
    guard filter.isOfLabelsOnly, try KeptTotals.areCurrent(in: database) else {
      return try TotalsScan(database, settings: settings).sums(of: filter, names: names, includeSpecial: includeSpecial)
    }
    guard let slice = try FilterConditions(filter, in: database, settings: settings)?.slice else { return nil }
    return try TotalsReader(database).sums(of: slice, names: names, includeSpecial: includeSpecial)
  }

  /// Tokens of a text in the whole store, special ones included.
  private func meanLength(_ database: Database) throws -> Double {
    let select = try DirectStatement(
      "SELECT \(SliceCounters.columns) FROM slice WHERE gold = \(Slice.any) AND predicted = \(Slice.any)", in: database)
    defer { select.reset() }
    guard try select.step(), case let all = try SliceCounters(at: select), all.examples > 0 else { return 0 }
    return Double(all.tokens) / Double(all.examples)
  }
}
