import GRDB

/// SQLite's own check: the trees, the order of their keys, indexes against tables, and what columns may hold.
enum IntegrityCheck {
  /// What SQLite finds, up to a hundred lines.
  /// - Throws: What SQLite reports where it cannot go on.
  static func damages(in database: Database) throws -> [Damage] {
    var damages: [Damage] = []
    let check = try DirectStatement("PRAGMA main.integrity_check", in: database)
    while try check.step() {
      // Several lines may come as one row, under a title.
      for line in check.value(String.self).split(separator: "\n") where line != "ok" && !line.hasPrefix("***") {
        damages.append(Damage(table: table(in: line), "the file's structure: \(line)"))
      }
    }
    return damages
  }

  /// "row 3 missing from index example_by_row" and its like end with a name.
  private static func table(in line: Substring) -> String? {
    guard let range = line.firstRange(of: "index ") else { return nil }
    return String(line[range.upperBound...].prefix { !$0.isWhitespace })
  }
}
