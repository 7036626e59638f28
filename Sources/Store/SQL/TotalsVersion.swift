import GRDB

/// The schema version from which on kept totals are what a scan of the examples would find.
enum TotalsVersion {
  /// The first schema version whose totals count texts and use the words of `Word`. In older stores, only the counts and sums of pieces
  /// equal those of a scan.
  static let first = 3

  /// Whether the kept totals equal those of a scan.
  static func areCurrent(in database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 >= first
  }
}
