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
      let (offset, limit) = (max(filter.offset, 0), filter.limit.map { max($0, 0) })
      let order = CorpusOrder(database, conditions: conditions, offset: offset, limit: limit)
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
      return try SortedOrder(database, conditions: conditions, order: filter.order)
        .forEach(after: filter.after, offset: offset, limit: limit, visit)
    }
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
