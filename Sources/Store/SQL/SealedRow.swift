import GRDB

/// A row that ends with `row_checksum` of its other columns: a label, a piece of the vocabulary, a run, the settings.
protocol SealedRow: TableRow {
  /// The column of the key.
  static var key: String { get }
}

extension SealedRow {
  static var key: String { "id" }

  /// Whether a row agrees with its checksum, in SQL.
  static var isSound: String { "checksum IS row_checksum(\(columns.checksummed))" }

  /// Gives a row that was written or changed its checksum, within a transaction.
  static func seal(_ id: Int64, in database: Database) throws {
    let update = try DirectStatement(
      cached: "UPDATE \(table) SET checksum = row_checksum(\(columns.checksummed)) WHERE \(key) = ?", in: database)
    update.bind(values: id)
    try update.run()
  }
}
