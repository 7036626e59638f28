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
    try Self.insert(settings.storedMethods.entries, in: database)
    // They are not there yet.
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

  /// What goes into the hashes of contents.
  static func salt(in database: Database) throws -> Int64 {
    try fields(in: database)?.salt ?? 0
  }

  /// Nil where there are none, or a row is damaged.
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

  /// Nil where the row is missing, or holds a text that is longer than any.
  private static func fields(in database: Database) throws -> SettingsFields? {
    let select = try DirectStatement("SELECT \(SettingsFields.columns.list) FROM settings", in: database)
    defer { select.reset() }
    guard try select.step(), select.longestValue <= longestText else { return nil }
    return SettingsFields(at: select)
  }
}
