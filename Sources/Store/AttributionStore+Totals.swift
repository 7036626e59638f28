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
      label: label, predicted: predicted, units: units, includeSpecial: includeSpecial, order: .count, minimumCount: 1, limit: nil)
    return totals.map { totals in
      let entries = totals.entries.map { (ExactString($0.token), $0) }.sorted { $0.0 < $1.0 }
      return TokenTotals(examples: totals.examples, entries: entries.map(\.1))
    }
  }

  /// The first tokens of a slice among those with enough occurrences, from totals that were kept while writing: no example is looked at.
  /// - Parameters:
  ///   - label: The gold label; any where nil.
  ///   - predicted: The predicted label; any where nil.
  ///   - units: Pieces or words.
  ///   - includeSpecial: Whether tokens that the template added take part; with words, under the names of their pieces.
  ///   - order: What to rank by, the highest first.
  ///   - minimumCount: The occurrences that a token needs; nil means 5, or 1 where the slice has under 200 examples.
  ///   - limit: How many tokens; nil means all.
  /// - Returns: The ranking; nil where a label is unknown.
  /// - Throws: `StoreError` where the file cannot be read.
  public func topTokens(
    label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool, order: TokenTotals.Order = .mean,
    minimumCount: Int? = nil, limit: Int?
  ) throws -> TokenTotals? {
    try read { database in
      guard let slice = try slice(label: label, predicted: predicted, in: database) else { return nil }
      let reader = try TotalsReader(database)
      let examples = try reader.examples(in: slice)
      let minimum = max(minimumCount ?? (examples < 200 ? 1 : 5), 1)
      switch units {
      case .pieces:
        let sums = try reader.pieces(of: slice, special: 0...(includeSpecial ? 1 : 0))
        let entries = try Ranking(order: order, minimumCount: minimum, limit: limit).rank(sums, name: reader.name(ofPiece:))
        return TokenTotals(examples: examples, entries: entries)
      case .words:
        var (sums, words) = try reader.words(of: slice, minimumCount: includeSpecial ? 1 : minimum)
        if includeSpecial {
          try Self.add(try reader.pieces(of: slice, special: 1...1), to: &sums, &words, names: reader.name(ofPiece:))
        }
        let entries = try Ranking(order: order, minimumCount: minimum, limit: limit).rank(sums) { words[Int($0)] }
        return TokenTotals(examples: examples, entries: entries)
      }
    }
  }

  private func slice(label: String?, predicted: String?, in database: Database) throws -> Slice? {
    var ids: [Int64] = []
    for name in [label, predicted] {
      guard let name else {
        ids.append(Slice.any)
        continue
      }
      guard let id = try LabelIDs.find(name, in: database) else { return nil }
      ids.append(id)
    }
    return Slice(gold: ids[0], predicted: ids[1])
  }

  /// Adds special tokens to words. A word of the text may have the same name: they become one.
  private static func add(
    _ special: [TotalsReader.Sum], to sums: inout [TotalsReader.Sum], _ words: inout [ExactString], names: (Int64) throws -> ExactString
  ) throws {
    for sum in special {
      let name = try names(sum.unit)
      if let place = sums.firstIndex(where: { words[Int($0.unit)] == name }) {
        sums[place].count += sum.count
        sums[place].total += sum.total
      } else {
        sums.append(TotalsReader.Sum(unit: Int64(words.count), count: sum.count, total: sum.total))
        words.append(name)
      }
    }
  }
}
