import Foundation
import GRDB

/// The settings as the one row of their table.
enum SettingsRow {
  /// Writes the settings of a new store, and the labels of its model.
  static func insert(_ settings: StoreSettings, in database: Database) throws {
    let statement = try DirectStatement(
      """
      INSERT INTO settings (only, model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers,
        columns, labels, problem_type) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    try statement.run()
    var labels = try LabelIDs(database)
    for label in settings.labels { _ = try labels.id(of: label) }
  }

  /// Reads the settings; nil where the row is missing or makes no sense.
  static func read(in database: Database) throws -> StoreSettings? {
    let statement = try DirectStatement(
      """
      SELECT model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels, problem_type
      FROM settings
      """, in: database)
    defer { statement.reset() }
    let decoder = JSONDecoder()
    guard try statement.step(), let layers = StoreSettings.Layers(rawValue: statement.text(7)),
      let columns = try? decoder.decode(StoreSettings.Columns.self, from: Data(statement.text(8).utf8)),
      let labels = try? decoder.decode([String].self, from: Data(statement.text(9).utf8)),
      let problemType = StoreSettings.ProblemType(rawValue: statement.text(10))
    else { return nil }
    return StoreSettings(
      model: statement.text(0), modelFingerprint: statement.text(1), tokenizerFingerprint: statement.text(2), method: statement.text(3),
      aggregate: statement.text(4), precision: statement.text(5), maxLength: statement.int(6), layers: layers, columns: columns,
      labels: labels, problemType: problemType)
  }
}
