import GRDB
import GRDBSQLite
import Support

/// Several stores as one, over a connection to a database in memory to which each is attached.
///
/// What stores have few of (settings, methods, labels, slices, runs) is put together in tables of the database in memory. Examples, matrices,
/// scores and totals of tokens stay where they are, and `JoinedViews` shows them. Keys of examples, ids of labels and of slices are changed so
/// that they mean the same everywhere.
struct JoinedParts {
  /// The stores.
  let files: [StoreFile]
  private let database: Database
  private let classes: Int

  /// - Parameters:
  ///   - files: The stores, in the newest version.
  ///   - classes: Number of the model's classes, whose labels have the same ids in all stores.
  ///   - database: A connection to an empty database in memory.
  init(_ files: [StoreFile], classes: Int, in database: Database) {
    (self.files, self.classes, self.database) = (files, classes, database)
  }

  /// Attaches the stores. It is the last step outside a transaction.
  func attach() throws {
    for (part, file) in files.enumerated() {
      try file.describingErrors {
        try database.execute(sql: "ATTACH DATABASE ? AS \(JoinedKeys.schema(part))", arguments: [file.uriForReading()])
      }
    }
  }

  /// Makes the tables and views that show the stores as one.
  /// - Parameter rule: The rule for the label column.
  /// - Throws: `StoreError` that names the store, where a record is damaged; errors of SQLite.
  func join(rule: LabelRule?) throws {
    for (part, file) in files.enumerated() {
      try file.describingErrors { try refuseLargeKeys(of: part, file) }
    }
    try copySettings(rule)
    let labels = JoinedLabels(files.count, classes: classes, in: database)
    try labels.join()
    var slices = JoinedSlices()
    for (part, file) in files.enumerated() {
      do {
        try file.describingErrors { try slices.add(part, labels: labels.map(of: part), classes: classes, in: database) }
      } catch let error as StoreError where error.isDamage {
        throw StoreError("the store \(file.name): \(error)", kind: error.kind)
      }
    }
    try slices.write(to: database)
    try JoinedViews(files.count, classes: classes, changed: labels.changedParts(), in: database).create()
  }

  private func refuseLargeKeys(of part: Int, _ file: StoreFile) throws {
    let schema = JoinedKeys.schema(part)
    for table in [KeyedTable.example, .window] {
      let select = try DirectStatement(
        "SELECT coalesce((SELECT min(key) FROM \(schema).\(table.rawValue)), 0), coalesce((SELECT max(key) FROM \(schema).\(table.rawValue)), 0)",
        in: database)
      defer { select.reset() }
      guard try select.step() else { continue }
      guard select.integer(0) >= 0, select.integer(1) < 1 << JoinedKeys.bits else {
        throw StoreError(
          "the store \(file.name) has keys of examples that no indexer gives, and cannot be asked together with others: ask it by itself",
          kind: .incompatible)
      }
    }
  }

  /// Copies what is the same in all stores from the first, and the runs of all.
  private func copySettings(_ rule: LabelRule?) throws {
    let first = JoinedKeys.schema(0)
    try database.execute(
      sql: """
        INSERT INTO main.settings (\(SettingsFields.columns.list)) SELECT \(SettingsFields.columns.list) FROM \(first).settings;
        INSERT INTO main.method (\(MethodFields.columns.list)) SELECT \(MethodFields.columns.list) FROM \(first).method;
        """)
    if let rule { try SettingsRow.keep(rule, in: database) }
    let schemas = files.indices.map(JoinedKeys.schema)
    for (part, schema) in schemas.enumerated() {
      let columns = RunFields.columns.list(replacing: ["id": "id + (\(part) << 32)"])
      try database.execute(sql: "INSERT INTO main.run (\(RunFields.columns.list)) SELECT \(columns) FROM \(schema).run")
    }
    let totals = schemas.map { "SELECT \(MatrixTotal.columns.list) FROM \($0).matrix_total" }.joined(separator: " UNION ALL ")
    try database.execute(
      sql: """
        INSERT INTO main.matrix_total (\(MatrixTotal.columns.list))
        SELECT codec, sum(matrices), sum(matrix_values), sum(bytes) FROM (\(totals)) GROUP BY codec
        """)
  }
}
