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
    let damages = try differences(in: database, version: version, types: ["table", "trigger"])
    guard let first = damages.first else { return }
    throw StoreError(
      "the store \(name) is damaged, or not what it seems: \(first.description); make it anew, or use a copy", kind: .damaged)
  }

  /// The objects that are missing, that differ, or, where they can do harm, that are too many.
  static func differences(
    in database: Database, version: Int, types: Set<String> = ["table", "trigger", "index", "view"]
  ) throws -> [Damage] {
    let stored = try items(database)
    let expected = try DatabaseQueue().inDatabase { database in
      // The migrations call these functions.
      TotalsChecksum.register(on: database)
      RowChecksum.register(on: database)
      for sql in Schema.migrations.prefix(version) { try database.execute(sql: sql) }
      return try items(database)
    }
    var damages: [Damage] = []
    for (item, sql) in expected.sorted(by: { ($0.key.type, $0.key.name) < ($1.key.type, $1.key.name) }) where types.contains(item.type) {
      guard let found = stored[item] else {
        damages.append(Damage(table: item.name, "the \(item.type) \(item.name) is missing"))
        continue
      }
      if found != sql { damages.append(Damage(table: item.name, "the \(item.type) \(item.name) is defined otherwise than in any store")) }
    }
    if types.contains("trigger") {
      for item in stored.keys.sorted(by: { $0.name < $1.name }) where item.type == "trigger" {
        damages.append(Damage(table: item.name, "there is a trigger '\(item.name)', which no store has"))
      }
    }
    return damages
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
