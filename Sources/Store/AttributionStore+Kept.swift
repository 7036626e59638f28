import GRDB

// MARK: - Reads: kept columns

extension AttributionStore {
  /// What the values of a kept column are.
  public struct KeptSample: Sendable, Equatable {
    /// How many are numbers, written as numbers or as texts.
    public let numbers: Int
    /// How many are anything else.
    public let texts: Int
    /// One of the latter.
    public let text: String?
  }

  /// What the values of a kept column are in the first 10,000 examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func keptValues(of column: String) throws -> KeptSample {
    try read { database in
      let select = try DirectStatement(
        """
        SELECT sum(typeof(value) <> 'text'), sum(typeof(value) = 'text'), min(CASE typeof(value) WHEN 'text' THEN value END)
        FROM (SELECT kept_value(kept, ?) AS value FROM example NOT INDEXED LIMIT 10000) WHERE value IS NOT NULL
        """, in: database)
      select.bind(1, column)
      defer { select.reset() }
      guard try select.step() else { return KeptSample(numbers: 0, texts: 0, text: nil) }
      return KeptSample(numbers: select.int(0), texts: select.int(1), text: select.textIfAny(2))
    }
  }

  /// The examples with one value of a kept column.
  public struct KeptGroup: Sendable, Equatable {
    /// A value as it is compared: texts that are numbers are numbers.
    public enum Value: Sendable, Equatable {
      case integer(Int64)
      case real(Double)
      case text(String)
    }

    /// The value; nil for the examples without one.
    public let value: Value?
    /// The value as it is written in one of the examples.
    public let text: String?
    /// Whether one of the examples has the value as a text, such as a field of CSV.
    public let isText: Bool
    /// How many they are.
    public let examples: Int
  }

  /// The values of a kept column in some examples, those of the most examples, in their order: numbers by size, texts by their bytes, none.
  /// - Parameters:
  ///   - column: The column.
  ///   - filter: The examples; their order, offset and limit play no part.
  ///   - limit: How many values.
  /// - Returns: The values, and how many there are.
  /// - Throws: `StoreError` where the file cannot be read.
  public func keptGroups(of column: String, among filter: ExampleFilter, limit: Int) throws -> (groups: [KeptGroup], count: Int) {
    try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return ([], 0) }
      let select = try DirectStatement(
        """
        WITH found AS (
          SELECT kept_value(example.kept, ?) AS value, min(kept_text(example.kept, ?)) AS text,
            max(kept_is_text(example.kept, ?)) AS is_text, count(*) AS examples
          FROM example NOT INDEXED \(conditions.sql) GROUP BY 1
        ), most AS (SELECT * FROM found ORDER BY examples DESC, value IS NULL, value LIMIT ?)
        SELECT value, typeof(value), text, is_text, examples, (SELECT count(*) FROM found) FROM most ORDER BY value IS NULL, value
        """, in: database)
      select.bind(1, column)
      select.bind(2, column)
      select.bind(3, column)
      select.bind(conditions.bind(to: select, from: 4), limit)
      var (groups, count) = ([KeptGroup](), 0)
      while try select.step() {
        let value: KeptGroup.Value? =
          switch select.text(1) {
          case "integer": .integer(select.integer(0))
          case "real": .real(select.double(0))
          case "text": .text(select.text(0))
          default: nil
          }
        groups.append(KeptGroup(value: value, text: select.textIfAny(2), isText: select.int(3) == 1, examples: select.int(4)))
        count = select.int(5)
      }
      return (groups, count)
    }
  }
}
