import GRDB

/// The first schema version whose kept totals equal a scan of the examples.
enum TotalsVersion {
  /// The first schema version whose totals count texts and use the words of `Word`. In older stores, a scan
  /// finds the same counts and sums of pieces only.
  static let first = 3

  /// Whether the kept totals equal a scan's.
  static func areCurrent(in database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 >= first
  }
}
