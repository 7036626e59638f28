import GRDB
import Support

// MARK: - Reads: examples

extension AttributionStore {
  /// The example with an id; nil where there is none.
  /// - Parameters:
  ///   - id: The id.
  ///   - scores: The scores of its tokens; nil for those of the store's first method, of the predicted class or else of the first class that
  ///     has some.
  /// - Returns: The example.
  /// - Throws: `StoreError` that names the example, where its record is damaged, or where it has no such scores (`notFound`).
  public func example(id: String, scores: ScoreSelection? = nil) throws -> Example? {
    try read { database in
      let select = try DirectStatement(
        "SELECT \(ExampleReader.columns) FROM example WHERE example.id = ?", in: database)
      select.bind(values: id)
      defer { select.reset() }
      return try Self.onDamagedPage(ExampleReader.damage(id)) {
        guard try select.step() else { return nil }
        var reader = try ExampleReader(database, settings: settings, scores: scores)
        let example = try reader.example(at: select, known: id)
        if database.isJoined, try select.step() { throw RepeatedIDs.refusal(of: id, in: file.name) }
        return example
      }
    }
  }

  /// Runs `body`; throws `damage` where SQLite finds a malformed page, because other records may still be sound.
  static func onDamagedPage<Result>(_ damage: StoreError, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT { throw damage }
  }

  /// Calls `body` with each example that passes the filter, one at a time, in constant memory. `body` may call other methods of the store.
  /// - Parameters:
  ///   - filter: The examples, with order, offset and limit.
  ///   - onDamage: Called instead of `body` for a damaged example, with the error that names it; by default, it throws the error.
  ///   - body: Called with each example.
  /// - Returns: Number of examples that pass, without regard to offset and limit; where these are not counted, the number of calls.
  /// - Throws: `StoreError` where the file cannot be read; errors of `onDamage` and `body`, which end the iteration.
  @discardableResult
  public func forEachExample(
    _ filter: ExampleFilter = ExampleFilter(), onDamage: (StoreError) throws -> Void = { throw $0 }, _ body: (Example) throws -> Void
  ) throws -> Int {
    try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return 0 }
      var reader = try ExampleReader(database, settings: settings, scores: filter.scores)
      func visit(_ row: DirectStatement) throws {
        let example: Example
        do {
          example = try reader.example(at: row)
        } catch let damage as StoreError where damage.isDamage {
          return try onDamage(damage)
        }
        try body(example)
      }
      let limits = "LIMIT \(filter.limit.map { max($0, 0) } ?? -1) OFFSET \(max(filter.offset, 0))"
      let order = CorpusOrder(database, conditions: conditions, offset: max(filter.offset, 0), limit: filter.limit.map { max($0, 0) })
      if filter.order == .row, !filter.isCounted {
        var calls = 0
        try order.forEach { row in
          calls += 1
          try visit(row)
        } onDamage: { damage in
          calls += 1
          try onDamage(damage)
        }
        return calls
      }
      if filter.order == .row, conditions.isByColumns, let slice = conditions.slice {
        try order.forEach(visit, onDamage: onDamage)
        return try TotalsReader(database).examples(in: slice)
      }
      // One pass over the table, which sorts keys instead of whole records. The sort key of every row is computed, whatever the limit.
      let keys = try DirectStatement(
        """
        SELECT example.key FROM example NOT INDEXED \(conditions.sql) ORDER BY tally(?), \(Self.terms(of: filter.order, conditions, in: database)) \(limits)
        """, in: database)
      let next = conditions.bind(to: keys)
      let tally = Tally()
      keys.bind(next, object: tally)
      if filter.order.isOfScores {
        if let word = conditions.word, conditions.piece == nil {
          keys.bind(next + 1, object: word)
        } else {
          keys.bind(next + 1, conditions.piece ?? -1)
        }
      }
      if let column = filter.order.keptColumn { keys.bind(next + 1, column) }
      let select = try DirectStatement(
        "SELECT \(ExampleReader.columns) FROM example WHERE \(KeyedTable.example.hasKey("?1", in: database))", in: database)
      while try keys.step() {
        select.bind(values: keys.value(Int64.self))
        defer { select.reset() }
        if try select.step() { try visit(select) }
      }
      return tally.count
    }
  }

  /// The terms of ORDER BY for an order.
  private static func terms(of order: ExampleFilter.Order, _ conditions: FilterConditions, in database: Database) -> String {
    let isOfWord = conditions.piece == nil && conditions.word != nil
    let score =
      isOfWord ? conditions.words.score : "token_score(example.token_ids, example.offsets, \(conditions.scoring.scores(in: database)), ?)"
    let first =
      switch order {
      case .row: ""
      case .leastConfident: "example.confidence ASC NULLS LAST, "
      case .mostConfident: "example.confidence DESC NULLS LAST, "
      case .shortest: "example.tokens ASC, "
      case .longest: "example.tokens DESC, "
      case .lowestScore: "\(score) ASC NULLS LAST, "
      case .highestScore: "\(score) DESC NULLS LAST, "
      case .keptAscending: "kept_value(example.kept, ?) ASC NULLS LAST, "
      case .keptDescending: "kept_value(example.kept, ?) DESC NULLS LAST, "
      }
    return first + "example.row, example.id"
  }

  /// Number of examples that pass the filter, without regard to offset and limit. A filter with labels only is answered without reading
  /// examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func count(_ filter: ExampleFilter) throws -> Int {
    try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return 0 }
      if let slice = conditions.slice { return try TotalsReader(database).examples(in: slice) }
      let select = try DirectStatement("SELECT count(*) FROM example NOT INDEXED \(conditions.sql)", in: database)
      conditions.bind(to: select)
      defer { select.reset() }
      return try select.step() ? select.value() : 0
    }
  }

  /// The examples counted by their number of tokens, the shortest first. Goes through all examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func lengthCounts() throws -> [LengthCount] {
    try read { database in
      // Where a text has several labels, the two columns do not tell whether the prediction is right.
      let isJudged = settings.problemType == .singleLabel ? "label BETWEEN 1 AND \(settings.classes.count)" : "0"
      let select = try DirectStatement(
        """
        SELECT tokens, count(*), coalesce(sum(\(isJudged) AND label = predicted), 0), coalesce(sum(\(isJudged) AND label <> predicted), 0)
        FROM example GROUP BY tokens ORDER BY tokens
        """, in: database)
      var counts: [LengthCount] = []
      while try select.step() {
        var cells = select.cells()
        let (tokens, examples) = (cells.next(Int.self), cells.next(Int.self))
        counts.append(LengthCount(tokens: tokens, examples: examples, right: cells.next(Int.self), wrong: cells.next(Int.self)))
      }
      return counts
    }
  }
}
