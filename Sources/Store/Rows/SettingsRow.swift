import Foundation
import GRDB
import Support

/// The settings as the one row of their table.
enum SettingsRow {
  /// The most bytes of a text; a model's class names have no more than its `config.json`, 4 MB, quotes and escapes aside.
  private static let longestText = 1 << 25

  /// Writes the settings of a new store with the salt of its hashes of contents, and the labels of its model.
  static func insert(_ settings: StoreSettings, salt: Int64, in database: Database) throws {
    let statement = try DirectStatement(
      """
      INSERT INTO settings (only, model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers,
        columns, labels, problem_type, codec, stride, texts, salt, label_rule, threshold)
      VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: database)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let texts = [
      settings.model, settings.modelFingerprint, settings.tokenizerFingerprint, settings.method, settings.aggregate, settings.precision,
    ]
    for (index, text) in texts.enumerated() { statement.bind(Int32(index + 1), text) }
    statement.bind(7, settings.maxLength)
    statement.bind(8, settings.layers.rawValue)
    statement.bind(9, String(decoding: try encoder.encode(settings.columns), as: UTF8.self))
    statement.bind(10, String(decoding: try encoder.encode(settings.labels), as: UTF8.self))
    statement.bind(11, settings.problemType.rawValue)
    statement.bind(12, settings.codec.name)
    statement.bind(13, settings.stride.map(Int64.init))
    statement.bind(14, settings.keepsTexts ? 1 : 0)
    statement.bind(15, salt)
    statement.bind(16, try settings.labelRule.map(Self.text(of:)))
    statement.bind(17, LabelSets(settings)?.threshold)
    try statement.run()
    try RowChecksum.Table.settings.seal(1, in: database)
    // They are not there yet.
    var labels = try LabelIDs(database, names: LabelNames(database, classes: []))
    for label in settings.classes { _ = try labels.id(of: label) }
  }

  /// Keeps a rule for the label column where there is none yet.
  static func keep(_ rule: LabelRule, in database: Database) throws {
    let update = try DirectStatement("UPDATE settings SET label_rule = ? WHERE label_rule IS NULL", in: database)
    update.bind(1, try text(of: rule))
    try update.run()
    try RowChecksum.Table.settings.seal(1, in: database)
  }

  private static func text(of rule: LabelRule) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rule), as: UTF8.self)
  }

  /// Reads the settings.
  /// - Parameters:
  ///   - database: Of this access.
  ///   - store: As messages call the store.
  /// - Returns: The settings.
  /// - Throws: `StoreError` where they are missing, make no sense or do not agree with their checksum: nothing in a store can be read for
  ///   certain without them. What SQLite reports.
  static func read(in database: Database, of store: String) throws -> StoreSettings {
    guard let settings = try decode(database) else { throw StoreError("the store \(store) is damaged: it has no settings", kind: .damaged) }
    let check = try DirectStatement("SELECT \(RowChecksum.Table.settings.isSound) FROM settings", in: database)
    defer { check.reset() }
    guard try check.step(), check.integer(0) == 1 else {
      throw StoreError(
        "the store \(store) is damaged: its settings do not agree with their checksum, and nothing else has them; make it anew, or use a copy",
        kind: .damaged)
    }
    return settings
  }

  /// Nil where the row is missing or makes no sense.
  private static func decode(_ database: Database) throws -> StoreSettings? {
    let statement = try DirectStatement(
      """
      SELECT model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels, problem_type,
        codec, stride, texts, label_rule, threshold
      FROM settings
      """, in: database)
    defer { statement.reset() }
    let decoder = JSONDecoder()
    guard try statement.step(), (0...5).allSatisfy({ statement.byteCount($0) <= longestText }),
      (7...11).allSatisfy({ statement.byteCount($0) <= longestText }), statement.byteCount(14) <= longestText,
      let layers = StoreSettings.Layers(rawValue: statement.text(7)),
      let columns = try? decoder.decode(StoreSettings.Columns.self, from: Data(statement.text(8).utf8)),
      let labels = try? decoder.decode([String].self, from: Data(statement.text(9).utf8)),
      let problemType = StoreSettings.ProblemType(rawValue: statement.text(10)),
      let codec = MatrixCodec(name: statement.text(11)), labels.allSatisfy({ AttributionStore.objection(toLabel: $0) == nil })
    else { return nil }
    let ruleText = statement.textIfAny(14)
    let rule = ruleText.flatMap { try? decoder.decode(LabelRule.self, from: Data($0.utf8)) }
    guard (rule == nil) == (ruleText == nil) else { return nil }
    return StoreSettings(
      model: statement.text(0), modelFingerprint: statement.text(1), tokenizerFingerprint: statement.text(2), method: statement.text(3),
      aggregate: statement.text(4), precision: statement.text(5), maxLength: statement.int(6), layers: layers, columns: columns,
      labels: labels, problemType: problemType, codec: codec, stride: statement.integerIfAny(12).map(Int.init),
      keepsTexts: statement.integer(13) != 0, labelRule: rule,
      threshold: problemType == .multiLabel ? statement.doubleIfAny(15) ?? LabelSets.defaultThreshold : nil)
  }

  /// What goes into the hashes of contents.
  static func salt(in database: Database) throws -> Int64 {
    let statement = try DirectStatement("SELECT salt FROM settings", in: database)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : 0
  }
}
