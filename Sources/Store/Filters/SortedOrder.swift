import GRDB

/// Reads the examples of a slice in any order, and counts all of them on the way.
struct SortedOrder {
  private let database: Database
  private let conditions: FilterConditions
  private let order: ExampleFilter.Order
  /// SQL of the value by which the examples are sorted, and its direction; nil for the order of the corpus.
  private let value: (sql: String, isAscending: Bool)?

  init(_ database: Database, conditions: FilterConditions, order: ExampleFilter.Order) {
    (self.database, self.conditions, self.order) = (database, conditions, order)
    value = Self.value(of: order, conditions, in: database)
  }

  /// Calls `visit` with the row of each example, whose columns are `ExampleReader.columns`. The value of every example is computed, whatever
  /// the limit.
  /// - Parameters:
  ///   - after: Id of the example behind which the list begins; nil for the whole list, and in the order of the corpus, where it is one of
  ///     the conditions.
  ///   - offset: Number of examples to skip.
  ///   - limit: Largest number of examples.
  ///   - visit: Called with each row.
  /// - Returns: Number of examples in the list, without regard to offset and limit.
  /// - Throws: Errors of `visit` and of SQLite.
  func forEach(after: String?, offset: Int, limit: Int?, _ visit: (DirectStatement) throws -> Void) throws -> Int {
    let tally = Tally()
    // One pass over the table, which sorts keys instead of whole records.
    let limits = "LIMIT \(limit ?? -1) OFFSET \(offset)"
    let keys = try after.flatMap { try self.keys(after: $0, limits, tally) } ?? self.keys(limits, tally)
    let select = try DirectStatement(
      "SELECT \(ExampleReader.columns) FROM example WHERE \(KeyedTable.example.hasKey("?1", in: database))", in: database)
    while try keys.step() {
      select.bind(values: keys.value(Int64.self))
      defer { select.reset() }
      if try select.step() { try visit(select) }
    }
    return tally.count
  }

  /// The keys of the whole list, without a value the last.
  private func keys(_ limits: String, _ tally: Tally) throws -> DirectStatement {
    let first = value.map { "\($0.sql) \($0.isAscending ? "ASC" : "DESC") NULLS LAST, " } ?? ""
    let keys = try DirectStatement(
      """
      SELECT example.key FROM example NOT INDEXED \(conditions.sql)
      ORDER BY tally(?), \(first)example.row, example.id \(limits)
      """, in: database)
    let next = conditions.bind(to: keys)
    keys.bind(next, object: tally)
    bindValue(to: keys, at: next + 1)
    return keys
  }

  /// The keys of the examples that come behind one, which is found by its value: what comes before it may have changed meanwhile. Ties go by
  /// row, then by id.
  private func keys(after id: String, _ limits: String, _ tally: Tally) throws -> DirectStatement? {
    guard let value else { return nil }
    // The limit of the inner statement keeps SQLite from computing the value once more wherever the outer one names it.
    let keys = try DirectStatement(
      """
      SELECT listed.key
      FROM (SELECT example.key AS key, \(value.sql) AS value, example.row AS row, example.id AS id
            FROM example NOT INDEXED \(conditions.sql) LIMIT -1 OFFSET 0) AS listed
      CROSS JOIN (SELECT \(value.sql) AS value, example.row AS row, example.id AS id FROM example WHERE example.id = ? LIMIT 1) AS last
      WHERE (listed.value IS last.value AND (listed.row, listed.id) > (last.row, last.id))
        OR (last.value IS NOT NULL AND (listed.value IS NULL OR listed.value \(value.isAscending ? ">" : "<") last.value))
      ORDER BY tally(?), listed.value \(value.isAscending ? "ASC" : "DESC") NULLS LAST, listed.row, listed.id \(limits)
      """, in: database)
    var next = bindValue(to: keys, at: 1)
    next = conditions.bind(to: keys, from: next)
    next = bindValue(to: keys, at: next)
    keys.bind(next, id)
    keys.bind(next + 1, object: tally)
    return keys
  }

  /// Binds what the value's SQL needs.
  /// - Returns: The number of the next parameter.
  @discardableResult
  private func bindValue(to statement: DirectStatement, at index: Int32) -> Int32 {
    if let column = order.keptColumn {
      statement.bind(index, column)
    } else if let word = conditions.word, order.isOfScores, conditions.piece == nil {
      statement.bind(index, object: word)
    } else if order.isOfScores {
      statement.bind(index, conditions.piece ?? -1)
    } else {
      return index
    }
    return index + 1
  }

  private static func value(
    of order: ExampleFilter.Order, _ conditions: FilterConditions, in database: Database
  ) -> (sql: String, isAscending: Bool)? {
    let isOfWord = conditions.piece == nil && conditions.word != nil
    let score =
      isOfWord ? conditions.words.score : "token_score(example.token_ids, example.offsets, \(conditions.scoring.scores(in: database)), ?)"
    return switch order {
    case .row: nil
    case .leastConfident: ("example.confidence", true)
    case .mostConfident: ("example.confidence", false)
    case .shortest: ("example.tokens", true)
    case .longest: ("example.tokens", false)
    case .lowestScore: (score, true)
    case .highestScore: (score, false)
    case .keptAscending: ("kept_value(example.kept, ?)", true)
    case .keptDescending: ("kept_value(example.kept, ?)", false)
    }
  }
}
