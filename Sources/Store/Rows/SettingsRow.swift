import GRDB
import Support

/// Access to the table of settings, which has one row.
enum SettingsRow {
  /// Largest number of bytes of a text. The class names of a model come from a `config.json` of at most 4 MB, without quotes and escapes.
  private static let longestText = 1 << 25

  /// Writes the settings of a new store, the salt of its hashes of contents, and the labels of its model.
  static func insert(_ settings: StoreSettings, salt: Int64, in database: Database) throws {
    let insert = try DirectStatement(SettingsFields.insertion, in: database)
    try SettingsFields(settings, salt: salt).bind(to: insert)
    try insert.run()
    try SettingsFields.seal(1, in: database)
    try Self.insert(settings.storedMethods.entries, in: database)
    // The table has no labels yet.
    var labels = try LabelIDs(database, names: LabelNames(database, classes: []))
    for label in settings.classes { _ = try labels.id(of: label) }
  }

  /// Writes the rows of methods.
  static func insert(_ methods: some Sequence<StoredMethods.Entry>, in database: Database) throws {
    let insert = try DirectStatement(MethodFields.insertion, in: database)
    for entry in methods {
      var row = MethodFields(entry)
      row.checksum = row.sum
      row.bind(to: insert)
      try insert.run()
    }
  }

  /// Stores a rule for the label column if there is none yet.
  static func keep(_ rule: LabelRule, in database: Database) throws {
    let update = try DirectStatement("UPDATE settings SET label_rule = ? WHERE label_rule IS NULL", in: database)
    update.bind(values: try SettingsFields.json(rule))
    try update.run()
    try SettingsFields.seal(1, in: database)
  }

  /// Reads the settings.
  /// - Parameters:
  ///   - database: The connection.
  ///   - store: The store's name in messages.
  /// - Returns: The settings.
  /// - Throws: `StoreError` where the settings are missing, invalid or differ from their checksum, because nothing in a store can be read
  ///   reliably without them; errors of SQLite.
  static func read(in database: Database, of store: String) throws -> StoreSettings {
    let missing = StoreError("the store \(store) is damaged: it has no settings", kind: .damaged)
    guard let fields = try fields(in: database) else { throw missing }
    guard let methods = try methods(in: database) else {
      throw StoreError(
        "the store \(store) is damaged: its methods of attribution are not as they were written, and nothing else has them; make it anew, or "
          + "use a copy", kind: .damaged)
    }
    guard let settings = fields.settings(methods: methods) else { throw missing }
    let check = try DirectStatement("SELECT \(SettingsFields.isSound) FROM settings", in: database)
    defer { check.reset() }
    guard try check.step(), check.value(Bool.self) else {
      throw StoreError(
        "the store \(store) is damaged: its settings do not agree with their checksum, and nothing else has them; make it anew, or use a copy",
        kind: .damaged)
    }
    return settings
  }

  /// The salt of the hashes of contents.
  static func salt(in database: Database) throws -> Int64 {
    try fields(in: database)?.salt ?? 0
  }

  /// The methods; nil where there are none or a row is damaged.
  private static func methods(in database: Database) throws -> [MethodSettings]? {
    let select = try DirectStatement("SELECT \(MethodFields.columns.list) FROM method ORDER BY id LIMIT \(MatrixKey.places)", in: database)
    var rows: [MethodFields] = []
    while try select.step() {
      guard select.longestValue <= longestText else { return nil }
      rows.append(MethodFields(at: select))
    }
    let methods = rows.enumerated().map { $1.settings(isFirst: $0 == 0) }
    guard StoredMethods.objection(to: methods) == nil, rows.allSatisfy({ $0.checksum == $0.sum }),
      rows.map(\.id) == StoredMethods(methods).entries.map(\.id)
    else { return nil }
    return methods
  }

  /// The row; nil where it is missing, or has a text that is too long.
  private static func fields(in database: Database) throws -> SettingsFields? {
    let select = try DirectStatement("SELECT \(SettingsFields.columns.list) FROM settings", in: database)
    defer { select.reset() }
    guard try select.step(), select.longestValue <= longestText else { return nil }
    return SettingsFields(at: select)
  }
}
