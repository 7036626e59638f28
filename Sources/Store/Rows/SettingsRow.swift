import GRDB
import Support

/// The settings as the one row of their table.
enum SettingsRow {
  /// The most bytes of a text; a model's class names have no more than its `config.json`, 4 MB, quotes and escapes aside.
  private static let longestText = 1 << 25

  /// Writes the settings of a new store with the salt of its hashes of contents, and the labels of its model.
  static func insert(_ settings: StoreSettings, salt: Int64, in database: Database) throws {
    let insert = try DirectStatement(SettingsFields.insertion, in: database)
    try SettingsFields(settings, salt: salt).bind(to: insert)
    try insert.run()
    try SettingsFields.seal(1, in: database)
    // They are not there yet.
    var labels = try LabelIDs(database, names: LabelNames(database, classes: []))
    for label in settings.classes { _ = try labels.id(of: label) }
  }

  /// Keeps a rule for the label column where there is none yet.
  static func keep(_ rule: LabelRule, in database: Database) throws {
    let update = try DirectStatement("UPDATE settings SET label_rule = ? WHERE label_rule IS NULL", in: database)
    update.bind(values: try SettingsFields.json(rule))
    try update.run()
    try SettingsFields.seal(1, in: database)
  }

  /// Reads the settings.
  /// - Parameters:
  ///   - database: Of this access.
  ///   - store: As messages call the store.
  /// - Returns: The settings.
  /// - Throws: `StoreError` where they are missing, make no sense or do not agree with their checksum: nothing in a store can be read for
  ///   certain without them. What SQLite reports.
  static func read(in database: Database, of store: String) throws -> StoreSettings {
    guard let settings = try fields(in: database)?.settings else {
      throw StoreError("the store \(store) is damaged: it has no settings", kind: .damaged)
    }
    let check = try DirectStatement("SELECT \(SettingsFields.isSound) FROM settings", in: database)
    defer { check.reset() }
    guard try check.step(), check.value(Bool.self) else {
      throw StoreError(
        "the store \(store) is damaged: its settings do not agree with their checksum, and nothing else has them; make it anew, or use a copy",
        kind: .damaged)
    }
    return settings
  }

  /// What goes into the hashes of contents.
  static func salt(in database: Database) throws -> Int64 {
    try fields(in: database)?.salt ?? 0
  }

  /// Nil where the row is missing, or holds a text that is longer than any.
  private static func fields(in database: Database) throws -> SettingsFields? {
    let select = try DirectStatement("SELECT \(SettingsFields.columns.list) FROM settings", in: database)
    defer { select.reset() }
    guard try select.step(), select.longestValue <= longestText else { return nil }
    return SettingsFields(at: select)
  }
}
