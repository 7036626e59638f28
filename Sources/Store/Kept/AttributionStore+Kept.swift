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
}
