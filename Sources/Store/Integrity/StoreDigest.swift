import GRDB
import Support

/// A hash of all content of a store, independent of the order of its records: the sum of their SHA-256 digests, as four numbers of 64 bits.
///
/// It excludes everything that depends on the order of writing (keys, ids of labels and slices), on time, on names of files (runs, the
/// model's name), or on random numbers (the salt of a store without texts, and the hashes with this salt).
struct StoreDigest {
  private var sums: [UInt64] = [0, 0, 0, 0]

  /// 64 hexadecimal digits.
  var text: String {
    sums.map { Hexadecimal.text($0, width: 16) }.joined()
  }

  /// The records that a digest adds.
  enum Part {
    case all
    /// The examples with their windows, scores and matrices.
    case examples
    /// What examples have in common, and their totals.
    case whole

    fileprivate func holds(_ table: String) -> Bool {
      switch self {
      case .all: true
      case .examples: Self.ofExamples.contains(table)
      case .whole: !Self.ofExamples.contains(table)
      }
    }

    private static let ofExamples: Set = ["example", "text_window", "score", "matrix"]
  }

  /// Adds all records; of several stores that are read as one, all but the examples, which each store adds by itself.
  init(_ database: Database) throws {
    try add(database.isJoined ? .whole : .all, in: database)
  }

  /// Adds records.
  mutating func add(_ part: Part, in database: Database) throws {
    for (table, sql) in Self.records(in: database) where part.holds(table) {
      let select = try DirectStatement(sql, in: database)
      while try select.step() {
        var hash = RecordHash(table: table)
        for column in 0..<Int32(select.columnCount) { select.add(column, to: &hash) }
        for (lane, number) in hash.finish().enumerated() { sums[lane] &+= number }
      }
    }
  }

  /// The columns of each table that count: in the table's order, with names in place of ids.
  private static func records(in database: Database) -> [(table: String, sql: String)] {
    [
      (
        "settings",
        """
        SELECT \(SettingsFields.columns.digested(
        replacing: ["problem_type": "problem_type || CASE WHEN threshold <> 0.5 THEN ' ' || threshold ELSE '' END"]))
        FROM settings
        """
      ),
      ("method", "SELECT \(MethodFields.columns.digested()), id = (SELECT min(id) FROM method) FROM method"),
      (
        "example",
        """
        SELECT \(ExampleFields.qualified.digested(replacing: ["label": "coalesce(gold.name, example.labels)", "predicted": "guess.name"]))
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
        "score",
        """
        SELECT example.id, \(ScoreFields.qualified.digested(replacing: ["method": "method.name, method.aggregate", "class": "class.name"]))
        FROM score LEFT JOIN text_window ON text_window.key = \(ScoreKey.owner)
          JOIN example ON example.key = coalesce(text_window.example, \(ScoreKey.owner))
          LEFT JOIN method ON method.id = score.method LEFT JOIN label class ON class.id = score.class
        """
      ),
      (
        "matrix",
        """
        SELECT example.id, coalesce(text_window.number, 1), method.name, method.aggregate,
          (matrix.key & \(MatrixKey.places - 1)) - coalesce(method.place, 0), \(MatrixFields.qualified.digested())
        FROM matrix LEFT JOIN text_window ON text_window.key = \(MatrixKey.owner)
          JOIN example ON example.key = coalesce(text_window.example, \(MatrixKey.owner))
          LEFT JOIN method ON (matrix.key & \(MatrixKey.places - 1)) BETWEEN method.place AND method.last_place
        """
      ),
      ("token", "SELECT \(PieceFields.columns.digested()) FROM token WHERE id IN (SELECT token FROM token_total)"),
      ("slice", "SELECT \(SliceCounters.qualified.digested(replacing: names)) FROM slice LEFT JOIN method ON method.id = slice.method"),
      ("token_total", total(TokenTotal.self, key: TokenTotal.key, in: database)),
      ("word_total", total(WordTotal.self, key: WordTotal.key, in: database)),
      ("matrix_total", "SELECT \(MatrixTotal.columns.digested()) FROM matrix_total"),
      ("evaluation", "SELECT \(EvaluationFields.columns.digested()) FROM evaluation"),
    ]
  }

  /// The totals of a table, with the names of their slices.
  private static func total<Total: TableRow>(_ type: Total.Type, key: [String], in database: Database) -> String {
    // Of several stores, each has rows of its own.
    let keys = key.joined(separator: ", ")
    let rows =
      database.isJoined
      ? "(SELECT \(keys), sum(count) AS count, sum(total) AS total FROM \(Total.table) GROUP BY \(keys)) AS \(Total.table)" : Total.table
    let slice = SliceCounters.key.compactMap { names[$0] }.joined(separator: ", ")
    return """
      SELECT \(Total.qualified.digested(replacing: ["slice": slice])) FROM \(rows) JOIN slice ON slice.id = \(Total.table).slice
        LEFT JOIN method ON method.id = slice.method
      """
  }

  /// The identity of a slice: the names of method, class and labels, or the numbers that stand for "without" and "any".
  private static let names: [String: String] = {
    var names = ["method": "method.name, method.aggregate", "class": "(SELECT name FROM label WHERE id = slice.class)"]
    for column in SliceCounters.labels {
      names[column] = "CASE WHEN slice.\(column) > 0 THEN (SELECT name FROM label WHERE id = slice.\(column)) ELSE slice.\(column) END"
    }
    return names
  }()
}
