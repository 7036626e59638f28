import Foundation
import GRDB
import Support

/// How far a merge has come, in a table of the unfinished merged store, so that a merge that was killed goes on behind the last store that it
/// has taken whole.
enum MergeState {
  /// Makes the table in a new store.
  static func create(in database: Database) throws {
    try database.execute(sql: "CREATE TABLE merging (number INTEGER PRIMARY KEY, source TEXT NOT NULL, last_key INTEGER NOT NULL)")
    try record(boot, in: database)
  }

  /// Records that a store was merged, in the transaction that merges it.
  static func record(_ fingerprint: String, in database: Database) throws {
    let insert = try DirectStatement(
      "INSERT INTO merging (source, last_key) VALUES (?, (SELECT coalesce(max(key), 0) FROM example))", in: database)
    insert.bind(values: fingerprint)
    try insert.run()
  }

  /// The index of the store, among those merged, that has the example of an id.
  static func owner(ofExample id: String, in database: Database) throws -> Int {
    let select = try DirectStatement(
      "SELECT count(*) - 1 FROM merging WHERE last_key < (SELECT key FROM example WHERE id = ?)", in: database)
    select.bind(values: id)
    defer { select.reset() }
    return try select.step() ? max(select.value(), 0) : 0
  }

  /// Whether an unfinished merged store is one.
  static func exists(in database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'merging')") ?? false
  }

  /// Number of stores that are merged already; nil where the merge cannot go on with these inputs.
  ///
  /// The file is written without waiting for the disk: after a power cut, nothing in it counts.
  static func finished(of inputs: [MergeInput], in database: Database) throws -> Int? {
    let done = try String.fetchAll(database, sql: "SELECT source FROM merging ORDER BY number")
    guard done.first == boot, done.count - 1 <= inputs.count,
      done.dropFirst().elementsEqual(inputs.prefix(done.count - 1).map(\.fingerprint))
    else { return nil }
    return done.count - 1
  }

  /// Removes the table from a store that is complete.
  static func remove(from database: Database) throws { try database.execute(sql: "DROP TABLE IF EXISTS merging") }

  /// Names this start of this machine.
  private static let boot = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? "\(UUID())"
}
