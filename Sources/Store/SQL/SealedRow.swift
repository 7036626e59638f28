import GRDB

/// A row whose last column is `row_checksum` of its other columns: a label, a piece of the vocabulary, a run, the settings.
protocol SealedRow: TableRow {
  /// The name of the key's column.
  static var key: String { get }
}

extension SealedRow {
  static var key: String { "id" }

  /// An SQL expression: whether the row agrees with its checksum.
  static var isSound: String { "checksum IS row_checksum(\(columns.checksummed))" }

  /// Updates the checksum of a row that was written or changed, within a transaction.
  static func seal(_ id: Int64, in database: Database) throws {
    let update = try DirectStatement(
      cached: "UPDATE \(table) SET checksum = row_checksum(\(columns.checksummed)) WHERE \(key) = ?", in: database)
    update.bind(values: id)
    try update.run()
  }
}
