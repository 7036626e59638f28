import GRDB
import Schema
import Support

/// Access to the table of the shard, which has one row, in stores that have it.
enum ShardRow {
  /// Largest number of bytes of a text: names of corpora are shorter.
  private static let longestText = 1 << 20

  /// Makes the table in a new store, with its row.
  static func create(_ record: ShardRecord, in database: Database) throws {
    try database.execute(sql: Schema.shard)
    try write(record, to: database)
  }

  /// Replaces the row.
  static func write(_ record: ShardRecord, to database: Database) throws {
    try database.execute(sql: "DELETE FROM shard")
    let insert = try DirectStatement(ShardFields.insertion, in: database)
    ShardFields(record).bind(to: insert)
    try insert.run()
  }

  /// Whether the store has the table.
  static func exists(in database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'shard')") ?? false
  }

  /// Reads the row; nil where the store has no such table.
  /// - Throws: `StoreError` where the row is missing or damaged; errors of SQLite.
  static func read(in database: Database) throws -> ShardRecord? {
    guard try exists(in: database) else { return nil }
    let select = try DirectStatement("SELECT \(ShardFields.columns.list) FROM main.shard", in: database)
    defer { select.reset() }
    guard try select.step(), select.longestValue <= longestText, let record = ShardFields(at: select).record else {
      throw StoreError(
        "the record that says which shard of a corpus it is does not agree with its checksum: delete the store, and index the shard again",
        kind: .damaged)
    }
    return record
  }
}
