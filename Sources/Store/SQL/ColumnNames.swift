/// The names of the columns of a list, as statements have them.
struct ColumnNames {
  private var names: [(name: String, use: ColumnUse)] = []
  /// The table before each name; nil where there is just one.
  private let table: String?

  fileprivate init(table: String?) {
    self.table = table
  }

  /// How many they are.
  var count: Int32 { Int32(names.count) }
  /// All of them, for a SELECT.
  var list: String { list(names.map(\.name)) }
  /// Those that count in the checksum of the row.
  var checksummed: String { list(names.filter { $0.use.contains(.checksum) }.map(\.name)) }
  /// A placeholder for each.
  var placeholders: String { names.map { _ in "?" }.joined(separator: ", ") }

  /// All but the first ones, which a condition names.
  func list(skipping skipped: Int32) -> String { list(names.dropFirst(Int(skipped)).map(\.name)) }

  /// Those that count in the digest of the store, as expressions: those of `replacements` in place of columns.
  func digested(replacing replacements: [String: String] = [:]) -> String {
    names.filter { $0.use.contains(.digest) }.map { replacements[$0.name] ?? qualified($0.name) }.joined(separator: ", ")
  }

  /// What adds a row's numbers to those that are there, in an ON CONFLICT clause: all that count in the checksum but the key.
  func addition(but key: [String] = []) -> String {
    names.filter { $0.use.contains(.checksum) && !key.contains($0.name) }.map { "\($0.name) = \($0.name) + excluded.\($0.name)" }
      .joined(separator: ", ")
  }

  private func list(_ names: [String]) -> String { names.map(qualified).joined(separator: ", ") }
  private func qualified(_ name: String) -> String { table.map { "\($0).\(name)" } ?? name }
}

extension ColumnNames: ColumnVisitor {
  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse) {
    names.append(("\(name)", use))
  }
}

extension ColumnList {
  /// The names of the columns.
  static var columns: ColumnNames { columns(of: nil) }

  fileprivate static func columns(of table: String?) -> ColumnNames {
    var (row, names) = (Self(), ColumnNames(table: table))
    row.visit(&names)
    return names
  }
}

extension TableRow {
  /// The names of the columns, each with the table before it.
  static var qualified: ColumnNames { columns(of: table) }

  /// Inserts a row.
  static var insertion: String { "INSERT INTO \(table) (\(columns.list)) VALUES (\(columns.placeholders))" }
}
