import GRDB
import Support

/// A hash over all content of a store, whatever the order of its records: the sum of their SHA-256, as four numbers of 64 bits.
///
/// What depends on the order of writing (keys, ids of labels and slices), on time or on names that people gave to files (runs, the model's
/// name) stays out, and so does what is random (the salt of a store without texts, and the hashes that it goes into).
struct StoreDigest {
  private var sums: [UInt64] = [0, 0, 0, 0]

  /// 64 hexadecimal digits.
  var text: String {
    sums.map { Hexadecimal.text($0, width: 16) }.joined()
  }

  /// Adds every record.
  init(_ database: Database) throws {
    for (table, sql) in Self.records {
      let select = try DirectStatement(sql, in: database)
      while try select.step() {
        var hash = RecordHash(table: table)
        for column in 0..<Int32(select.columnCount) { select.add(column, to: &hash) }
        for (lane, number) in hash.finish().enumerated() { sums[lane] &+= number }
      }
    }
  }

  /// What of each table counts: the columns that say so, in their order, with names in place of ids.
  private static let records: [(table: String, sql: String)] = [
    (
      "settings",
      """
      SELECT \(SettingsFields.columns.digested(
        replacing: ["problem_type": "problem_type || CASE WHEN threshold <> 0.5 THEN ' ' || threshold ELSE '' END"]))
      FROM settings
      """
    ),
    (
      "example",
      """
      SELECT \(ExampleFields.qualified.moving(["text", "pair"], before: "kept")
        .digested(replacing: ["label": "coalesce(gold.name, example.labels)", "predicted": "guess.name"]))
      FROM example LEFT JOIN label gold ON gold.id = example.label LEFT JOIN label guess ON guess.id = example.predicted
      """
    ),
    (
      "text_window",
      """
      SELECT example.id, \(WindowFields.qualified.digested(replacing: ["predicted": "guess.name"]))
      FROM text_window JOIN example ON example.key = text_window.example LEFT JOIN label guess ON guess.id = text_window.predicted
      """
    ),
    (
      "matrix",
      """
      SELECT example.id, coalesce(text_window.number, 1), matrix.key & \(MatrixKey.layers - 1), \(MatrixFields.qualified.digested())
      FROM matrix LEFT JOIN text_window ON text_window.key = matrix.key >> 10
        JOIN example ON example.key = coalesce(text_window.example, matrix.key >> 10)
      """
    ),
    ("token", "SELECT \(PieceFields.columns.digested()) FROM token WHERE id IN (SELECT token FROM token_total)"),
    ("slice", "SELECT \(SliceCounters.qualified.digested(replacing: labels)) FROM slice"),
    ("token_total", total(TokenTotal.self)),
    ("word_total", total(WordTotal.self)),
    ("matrix_total", "SELECT \(MatrixTotal.columns.digested()) FROM matrix_total"),
  ]

  /// The totals of a table with the labels of their slices.
  private static func total<Total: TableRow>(_ type: Total.Type) -> String {
    let slice = SliceCounters.labels.compactMap { labels[$0] }.joined(separator: ", ")
    return """
      SELECT \(Total.qualified.digested(replacing: ["slice": slice])) FROM \(Total.table) JOIN slice ON slice.id = \(Total.table).slice
      """
  }

  /// The labels of a slice: names, or the numbers that stand for "without" and "any".
  private static let labels = Dictionary(
    uniqueKeysWithValues: SliceCounters.labels.map { column in
      (column, "CASE WHEN slice.\(column) > 0 THEN (SELECT name FROM label WHERE id = slice.\(column)) ELSE slice.\(column) END")
    })
}
