import GRDB
import Schema

/// Compares what a database consists of with what a store of its version does.
enum SchemaCheck {
  private struct Item: Hashable {
    let type: String
    let name: String
  }

  /// Refuses a store whose tables are not those that a program of ours made, or that has triggers: what reading or writing does would be
  /// the file's own choice. Views and indexes, which people may have added, are left alone.
  static func refuseStrangeTables(in database: Database, version: Int, name: String) throws {
    let damages = try differences(in: database, version: version, types: ["table", "trigger"])
    guard let first = damages.first else { return }
    throw StoreError("the store \(name) is damaged, or not what it seems: \(first.description); make it anew, or use a copy", kind: .damage)
  }

  /// What is missing, other than it should be, or, where that can do harm, too much.
  static func differences(
    in database: Database, version: Int, types: Set<String> = ["table", "trigger", "index", "view"]
  ) throws -> [Damage] {
    let stored = try items(database)
    let expected = try DatabaseQueue().inDatabase { database in
      // The migrations name them.
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
    while try select.step() { items[Item(type: select.text(0), name: select.text(1))] = select.text(2) }
    return items
  }
}
