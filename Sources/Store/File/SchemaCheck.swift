import GRDB
import Schema
import Support

/// Compares the schema of a database with the schema of a store of its version.
enum SchemaCheck {
  private struct Item: Hashable {
    let type: String
    let name: String
  }

  /// Refuses a store with triggers, or with tables that differ from those that our programs make: reads and writes of such a store would do
  /// what the file's author chose. Views and indexes, which users may have added, are allowed.
  static func refuseStrangeTables(in database: Database, version: Int, name: String) throws {
    // Making the tables of a version for a comparison takes a tenth of a query's time.
    if try Self.digests.indices ~= version - 1 && digest(of: database) == Self.digests[version - 1], try shardDamage(in: database) == nil {
      return
    }
    let damages = try differences(in: database, version: version, types: ["table", "trigger"])
    guard let first = damages.first else { return }
    throw StoreError(
      "the store \(name) is damaged, or a version in development wrote it: \(first.description); index again, or use a copy", kind: .damaged
    )
  }

  /// The objects that are missing, that differ, or, where they can do harm, that are too many.
  static func differences(
    in database: Database, version: Int, types: Set<String> = ["table", "trigger", "index", "view"]
  ) throws -> [Damage] {
    let stored = try items(database)
    let expected = try made(version: version) { try items($0) }
    var damages: [Damage] = []
    for (item, sql) in expected.sorted(by: { ($0.key.type, $0.key.name) < ($1.key.type, $1.key.name) }) where types.contains(item.type) {
      guard let found = stored[item] else {
        damages.append(Damage(table: item.name, "the \(item.type) \(item.name) is missing"))
        continue
      }
      if found != sql { damages.append(Damage(table: item.name, "the \(item.type) \(item.name) is defined otherwise than in any store")) }
    }
    if types.contains("table"), let damage = try shardDamage(in: database) { damages.append(damage) }
    if types.contains("trigger") {
      for item in stored.keys.sorted(by: { $0.name < $1.name }) where item.type == "trigger" {
        damages.append(Damage(table: item.name, "there is a trigger '\(item.name)', which no store has"))
      }
    }
    return damages
  }

  /// The damage of the table of the shard, which only some stores have; nil where it is as our programs make it, or not there.
  private static func shardDamage(in database: Database) throws -> Damage? {
    let select = try DirectStatement("SELECT type, coalesce(sql, '') FROM main.sqlite_master WHERE name = 'shard'", in: database)
    defer { select.reset() }
    guard try select.step() else { return nil }
    var cells = select.cells()
    let (type, sql) = (cells.next(String.self), cells.next(String.self))
    let expected = try DatabaseQueue().inDatabase { database in
      try database.execute(sql: Schema.shard)
      return try items(database)[Item(type: "table", name: "shard")]
    }
    if type == "table", sql == expected { return nil }
    return Damage(table: "shard", "the \(type) shard is defined otherwise than in any store")
  }

  /// SHA-256 of the tables that the migrations of each version make, the first version first, as `digest` computes them. They save time only:
  /// a store with other tables is compared with those that the migrations make.
  static let digests = [
    "b1e0dbf05ea3be6b26dea3d76b3141f14e43e68d7a0d9c1b1d77f3f73c51481e",
    "03238627549948b13263902c113ce4330b3111e44056efb7c4fa659ba434b70e",
    "3b467bcd9f36701bbf48323ff98ad70775aeff44f0c1dab62737ea6e73104659",
  ]

  /// SHA-256 of the tables and triggers of a database, but the table of the shard, which only some stores have.
  static func digest(of database: Database) throws -> String {
    var hash = SHA256()
    let select = try DirectStatement(
      "SELECT type, name, coalesce(sql, '') FROM main.sqlite_master WHERE type IN ('table', 'trigger') "
        + "AND name <> 'shard' ORDER BY name, type", in: database)
    while try select.step() {
      var cells = select.cells()
      for _ in 0..<3 { (Array(cells.next(String.self).utf8) + [0]).withUnsafeBytes { hash.add($0) } }
    }
    return Hexadecimal.text(of: hash.finish())
  }

  /// Calls `body` with a database in memory that the migrations of a version made.
  static func made<Result>(version: Int, _ body: (Database) throws -> Result) throws -> Result {
    try DatabaseQueue().inDatabase { database in
      // The migrations call these functions.
      TotalsChecksum.register(on: database)
      RowChecksum.register(on: database)
      for sql in Schema.migrations.prefix(version) { try database.execute(sql: sql) }
      return try body(database)
    }
  }

  private static func items(_ database: Database) throws -> [Item: String] {
    var items: [Item: String] = [:]
    let select = try DirectStatement("SELECT type, name, coalesce(sql, '') FROM main.sqlite_master", in: database)
    while try select.step() {
      var cells = select.cells()
      items[Item(type: cells.next(), name: cells.next())] = cells.next(String.self)
    }
    return items
  }
}
