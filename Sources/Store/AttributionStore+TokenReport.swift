import GRDB

// MARK: - Reads: one token in all examples

extension AttributionStore {
  /// Where one token occurs, and how its scores are spread: in one scan. Special tokens do not count.
  /// - Parameters:
  ///   - token: A vocabulary piece, or the name of a word.
  ///   - units: Which of the two.
  ///   - filter: The examples to look at; its order, offset and limit play no part.
  ///   - limit: How many of the strongest examples; nil means all.
  /// - Returns: The report; nil where the token occurs in none of the examples.
  /// - Throws: `StoreError` where the file cannot be read, or names an example whose record is damaged.
  public func report(
    onToken token: String, units: TokenTotals.Units, among filter: ExampleFilter = ExampleFilter(), limit: Int?
  ) throws -> TokenReport? {
    try read { (database) -> TokenReport? in
      var narrowed = filter
      // So that SQLite passes over the examples without it.
      if units == .pieces, filter.piece == nil { narrowed.piece = token }
      guard let conditions = try FilterConditions(narrowed, in: database, settings: settings) else { return nil }
      let piece = units == .pieces ? try PieceNames.id(of: token, in: database) : nil
      if units == .pieces, piece == nil { return nil }
      let select = try DirectStatement(
        """
        SELECT \(TokenColumns.sql), example.text, example.pair, example.row, example.label, example.predicted
        FROM example \(conditions.sql)
        """, in: database)
      conditions.bind(to: select)
      var reader = try TokenColumnsReader(database)
      let wanted = ExactString(units == .words ? Word.name(spelled: token) : token)
      let labels = LabelNames(database, settings: settings)
      var groups: [Labels: (scores: [Int64], examples: Int)] = [:]
      var best = Best<TokenReport.Occurrence>(limit) { ($1.score, $0.row, ExactString($0.id)) < ($0.score, $1.row, ExactString($1.id)) }
      while try select.step() {
        let columns = try reader.columns(at: select)
        let found: [(position: Int, score: Int64)] =
          if let piece {
            columns.ids.indices.filter { Int64(columns.ids[$0]) == piece && !columns.isSpecial($0) }.map { ($0, columns.scores[$0]) }
          } else {
            try reader.words(of: columns, at: select)
              .filter { $0.name == wanted }.map { ($0.tokens.lowerBound, columns.total(of: $0.tokens)) }
          }
        guard let first = found.first else { continue }
        let strongest = found.dropFirst().reduce(first) { $1.score > $0.score ? $1 : $0 }
        let (label, predicted) = (try labels.name(ifAny: select.integerIfAny(8)), try labels.name(ifAny: select.integerIfAny(9)))
        let group = Labels(gold: label.map(ExactString.init), predicted: predicted.map(ExactString.init))
        groups[group, default: ([], 0)].scores += found.map(\.score)
        groups[group, default: ([], 0)].examples += 1
        best.add(
          TokenReport.Occurrence(
            id: select.text(0), row: select.int(7), label: label, predicted: predicted, position: strongest.position,
            score: FixedPoint.double(strongest.score)))
      }
      guard !groups.isEmpty else { return nil }
      return TokenReport(
        examples: try count(filter),
        spread: .init(of: groups.values.flatMap(\.scores), examples: groups.values.reduce(0) { $0 + $1.examples }),
        groups: groups.sorted { $0.key < $1.key }.map { labels, group in
          TokenReport.Group(
            label: labels.gold?.string, predicted: labels.predicted?.string, spread: .init(of: group.scores, examples: group.examples))
        }, strongest: best.sorted)
    }
  }

  /// A combination of labels by name, missing ones last.
  private struct Labels: Hashable, Comparable {
    let gold: ExactString?
    let predicted: ExactString?

    static func < (left: Labels, right: Labels) -> Bool {
      left.gold == right.gold ? precedes(left.predicted, right.predicted) : precedes(left.gold, right.gold)
    }

    private static func precedes(_ left: ExactString?, _ right: ExactString?) -> Bool {
      guard let left else { return false }
      return right.map { left < $0 } ?? true
    }
  }
}
