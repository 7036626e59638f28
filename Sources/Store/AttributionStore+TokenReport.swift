import GRDB
import Support

// MARK: - Reads: one token in all examples

extension AttributionStore {
  /// The occurrences of one token and the distribution of its scores, in one scan. Special tokens do not count, nor examples without the
  /// filter's scores.
  /// - Parameters:
  ///   - token: A vocabulary piece, or the name of a word.
  ///   - units: Pieces or words.
  ///   - filter: The examples; order, offset and limit are ignored.
  ///   - limit: Largest number of examples with the highest scores; nil for all.
  /// - Returns: The report; nil where the token does not occur in the examples.
  /// - Throws: `StoreError` where the file cannot be read, or where a record is damaged; it names the example.
  public func report(
    onToken token: String, units: TokenTotals.Units, among filter: ExampleFilter = ExampleFilter(), limit: Int?
  ) throws -> TokenReport? {
    let filter = settings.scored(filter)
    return try read { (database) -> TokenReport? in
      var narrowed = filter
      // SQLite then skips the examples without the token.
      if units == .pieces, filter.piece == nil { narrowed.piece = token }
      guard let conditions = try FilterConditions(narrowed, in: database, settings: settings) else { return nil }
      let piece = units == .pieces ? try PieceNames.id(of: token, in: database) : nil
      if units == .pieces, piece == nil { return nil }
      let select = try DirectStatement(
        """
        SELECT \(ScanColumn.list(conditions.scoring, in: database)), example.row, \(LabelIDReader.columns)
        FROM example \(conditions.sql)
        """, in: database)
      conditions.bind(to: select)
      var reader = try TokenColumnsReader(database)
      let wanted = ExactString(units == .words ? Word.name(spelled: token) : token)
      let ids = LabelIDReader(database, settings: settings)
      let names = LabelNames(database, settings: settings)
      let sets = LabelSets(settings)
      var groups: [Slice: (scores: [Int64], examples: Int)] = [:]
      // With sets of labels, an example is in several groups.
      var all: (scores: [Int64], examples: Int) = ([], 0)
      var best = Best<TokenReport.Occurrence>(limit) { ($1.score, $0.row, ExactString($0.id)) < ($0.score, $1.row, ExactString($1.id)) }
      while try select.step() {
        guard select.isScored else { continue }
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
        let labels = try ids.labels(at: select, from: ScanColumn.count + 1).asked(for: conditions)
        for gold in labels.golds {
          for predicted in labels.predicted {
            groups[Slice(gold: gold, predicted: predicted), default: ([], 0)].scores += found.map(\.score)
            groups[Slice(gold: gold, predicted: predicted), default: ([], 0)].examples += 1
          }
        }
        if sets != nil {
          all.scores += found.map(\.score)
          all.examples += 1
        }
        let stored = LabelIDReader.Columns(at: select, from: ScanColumn.count + 1)
        var occurrence = TokenReport.Occurrence(
          id: select.value(.id), row: select.int(ScanColumn.count), label: try names.name(ifAny: stored.label),
          predicted: try names.name(ifAny: stored.predicted), position: strongest.position,
          score: FixedPoint.double(strongest.score))
        if let sets {
          occurrence.labels = LabelSetTest.gold(label: stored.label, labels: stored.labels, names: names)
          occurrence.predictedLabels = sets.predicted(TokenBlobs.unpackFloats(stored.logits) ?? [])
        }
        best.add(occurrence)
      }
      if sets == nil { all = (groups.values.flatMap(\.scores), groups.values.reduce(0) { $0 + $1.examples }) }
      guard !groups.isEmpty else { return nil }
      return TokenReport(
        examples: try count(filter),
        spread: .init(of: all.scores, examples: all.examples),
        groups: try groups.map { labels, group in
          TokenReport.Group(
            label: try names.name(inSlice: labels.gold), predicted: try names.name(inSlice: labels.predicted),
            spread: .init(of: group.scores, examples: group.examples))
        }.sorted { Labels($0) < Labels($1) }, strongest: best.sorted)
    }
  }

  /// A combination of label names; missing labels come last.
  private struct Labels: Comparable {
    let gold: ExactString?
    let predicted: ExactString?

    init(_ group: TokenReport.Group) {
      gold = group.label.map(ExactString.init)
      predicted = group.predicted.map(ExactString.init)
    }

    static func < (left: Labels, right: Labels) -> Bool {
      left.gold == right.gold ? precedes(left.predicted, right.predicted) : precedes(left.gold, right.gold)
    }

    private static func precedes(_ left: ExactString?, _ right: ExactString?) -> Bool {
      guard let left else { return false }
      return right.map { left < $0 } ?? true
    }
  }
}
