/// The names of the columns of a list, in the forms that SQL statements need.
struct ColumnNames {
  private var names: [(name: String, use: ColumnUse)] = []
  /// The table in front of each name; nil where the statement has only one table.
  private let table: String?

  fileprivate init(table: String?) {
    self.table = table
  }

  /// Number of columns.
  var count: Int32 { Int32(names.count) }
  /// All names, for a SELECT.
  var list: String { list(names.map(\.name)) }
  /// The columns in the checksum of the row.
  var checksummed: String { list(names.filter { $0.use.contains(.checksum) }.map(\.name)) }
  /// A placeholder for each column.
  var placeholders: String { names.map { _ in "?" }.joined(separator: ", ") }

  /// All names but the first `skipped`, which a condition contains.
  func list(skipping skipped: Int32) -> String { list(names.dropFirst(Int(skipped)).map(\.name)) }

  /// All names, for a SELECT; `replacements` gives expressions for some columns, which keep their names.
  func list(replacing replacements: [String: String]) -> String {
    names.map { name, _ in replacements[name].map { "\($0) AS \(name)" } ?? qualified(name) }.joined(separator: ", ")
  }

  /// The columns in the digest of the store, as expressions; `replacements` gives expressions for some columns.
  func digested(replacing replacements: [String: String] = [:]) -> String {
    names.filter { $0.use.contains(.digest) }.map { replacements[$0.name] ?? qualified($0.name) }.joined(separator: ", ")
  }

  /// An ON CONFLICT clause's assignments, which add the new row's numbers to the existing ones: all columns in the checksum except the key.
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
  /// The names of the columns, each with its table.
  static var qualified: ColumnNames { columns(of: table) }

  /// The statement that inserts a row.
  static var insertion: String { "INSERT INTO \(table) (\(columns.list)) VALUES (\(columns.placeholders))" }
}
