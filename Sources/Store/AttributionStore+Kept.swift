import GRDB

// MARK: - Reads: kept columns

extension AttributionStore {
  /// The kinds of values in a kept column.
  public struct KeptSample: Sendable, Equatable {
    /// Number of values that are numbers, written as numbers or as texts.
    public let numbers: Int
    /// Number of other values.
    public let texts: Int
    /// One of the other values; nil where there are none.
    public let text: String?
  }

  /// The kinds of values of a kept column in the first 10,000 examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func keptValues(of column: String) throws -> KeptSample {
    try read { database in
      let select = try DirectStatement(
        """
        SELECT sum(typeof(value) <> 'text'), sum(typeof(value) = 'text'), min(CASE typeof(value) WHEN 'text' THEN value END)
        FROM (SELECT kept_value(kept, ?) AS value FROM example NOT INDEXED LIMIT 10000) WHERE value IS NOT NULL
        """, in: database)
      select.bind(values: column)
      defer { select.reset() }
      guard try select.step() else { return KeptSample(numbers: 0, texts: 0, text: nil) }
      var cells = select.cells()
      return KeptSample(numbers: cells.next(), texts: cells.next(), text: cells.next())
    }
  }

  /// The examples with the same value of a kept column.
  public struct KeptGroup: Sendable, Equatable {
    /// A value for comparisons: a text that is a number counts as a number.
    public enum Value: Sendable, Equatable {
      case integer(Int64)
      case real(Double)
      case text(String)
    }

    /// The value; nil for examples without one.
    public let value: Value?
    /// The value as written in one of the examples.
    public let text: String?
    /// Whether one of the examples has the value as a text, such as a field of CSV.
    public let isText: Bool
    /// Number of examples.
    public let examples: Int
  }

  /// The most frequent values of a kept column in some examples, sorted: numbers by size, then texts by their bytes, then the lack of a
  /// value.
  /// - Parameters:
  ///   - column: The column.
  ///   - filter: The examples; order, offset and limit are ignored.
  ///   - limit: Largest number of values.
  /// - Returns: The values, and the number of distinct values.
  /// - Throws: `StoreError` where the file cannot be read.
  public func keptGroups(of column: String, among filter: ExampleFilter, limit: Int) throws -> (groups: [KeptGroup], count: Int) {
    try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return ([], 0) }
      let select = try DirectStatement(
        """
        WITH found AS (
          SELECT kept_value(example.kept, ?1) AS value, min(kept_text(example.kept, ?1)) AS text,
            max(kept_is_text(example.kept, ?1)) AS is_text, count(*) AS examples
          FROM example NOT INDEXED \(conditions.sql) GROUP BY 1
        ), most AS (SELECT * FROM found ORDER BY examples DESC, value IS NULL, value LIMIT ?)
        SELECT value, typeof(value), text, is_text, examples, (SELECT count(*) FROM found) FROM most ORDER BY value IS NULL, value
        """, in: database)
      select.bind(values: column)
      select.bind(conditions.bind(to: select, from: 2), limit)
      var (groups, count) = ([KeptGroup](), 0)
      while try select.step() {
        var cells = select.cells(from: 1)
        let type = cells.next(String.self)
        let value: KeptGroup.Value? =
          switch type {
          case "integer": .integer(select.value())
          case "real": .real(select.value())
          case "text": .text(select.value())
          default: nil
          }
        groups.append(KeptGroup(value: value, text: cells.next(), isText: cells.next(), examples: cells.next()))
        count = cells.next()
      }
      return (groups, count)
    }
  }
}
