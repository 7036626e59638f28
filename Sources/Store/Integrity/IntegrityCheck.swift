import GRDB

/// SQLite's own integrity check: the trees, the order of their keys, the agreement of indexes and tables, and the types of columns.
enum IntegrityCheck {
  /// The findings of SQLite, up to a hundred lines.
  /// - Throws: Errors of SQLite where it cannot continue.
  static func damages(in database: Database) throws -> [Damage] {
    var damages: [Damage] = []
    let check = try DirectStatement("PRAGMA main.integrity_check", in: database)
    while try check.step() {
      // A row may consist of several lines, after a heading.
      for line in check.value(String.self).split(separator: "\n") where line != "ok" && !line.hasPrefix("***") {
        damages.append(Damage(table: table(in: line), "the file's structure: \(line)"))
      }
    }
    return damages
  }

  /// The table or index in a line such as "row 3 missing from index example_by_row", which ends with the name.
  private static func table(in line: Substring) -> String? {
    guard let range = line.firstRange(of: "index ") else { return nil }
    return String(line[range.upperBound...].prefix { !$0.isWhitespace })
  }
}
