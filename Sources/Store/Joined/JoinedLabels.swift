import GRDB

/// The labels of several stores: a label that is no class of the model may have another id in each store.
struct JoinedLabels {
  private let schemas: [String]
  private let classes: Int
  private let database: Database

  init(_ parts: Int, classes: Int, in database: Database) {
    (schemas, self.classes, self.database) = ((0..<parts).map(JoinedKeys.schema), classes, database)
  }

  /// Fills `label` of the database in memory, and `label_map`, which has the new id of each label that is no class. Damaged labels are in
  /// neither.
  func join() throws {
    try database.execute(
      sql: """
        CREATE TABLE main.label_map (part INTEGER, local INTEGER, id INTEGER, PRIMARY KEY (part, local)) WITHOUT ROWID;
        INSERT INTO main.label (\(LabelFields.columns.list))
        SELECT \(LabelFields.columns.list) FROM \(schemas[0]).label WHERE id BETWEEN 1 AND \(classes);
        """)
    for (part, schema) in schemas.enumerated() {
      let sound = """
        \(schema).label AS old WHERE old.id > \(classes) AND length(CAST(old.name AS BLOB)) <= \(LabelLimit.bytes)
          AND old.checksum IS row_checksum(old.id, old.name)
        """
      try database.execute(
        sql: """
          INSERT INTO main.label (name)
          SELECT old.name FROM \(sound) AND NOT EXISTS (SELECT 1 FROM main.label AS new WHERE new.name = old.name) ORDER BY old.id;
          INSERT INTO main.label_map SELECT \(part), old.id, (SELECT new.id FROM main.label AS new WHERE new.name = old.name) FROM \(sound);
          """)
    }
    try database.execute(
      sql: "UPDATE main.label SET checksum = row_checksum(\(LabelFields.columns.checksummed)) WHERE id > \(classes)")
  }

  /// The new ids of the labels of a store that are no classes.
  func map(of part: Int) throws -> [Int64: Int64] {
    let select = try DirectStatement("SELECT local, id FROM main.label_map WHERE part = \(part)", in: database)
    var map: [Int64: Int64] = [:]
    while try select.step() { map[select.integer(0)] = select.integer(1) }
    return map
  }

  /// The stores in which some label that is no class has another id, or a damaged name.
  func changedParts() throws -> Set<Int> {
    var changed: Set<Int> = []
    for (part, schema) in schemas.enumerated() {
      let select = try DirectStatement(
        """
        SELECT 1 FROM \(schema).label WHERE id > \(classes)
          AND NOT EXISTS (SELECT 1 FROM main.label_map AS map WHERE map.part = \(part) AND map.local = label.id AND map.id = label.id)
        """, in: database)
      defer { select.reset() }
      if try select.step() { changed.insert(part) }
    }
    return changed
  }
}
