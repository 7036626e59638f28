/// A label: the column has its id, checksums its name.
struct LabelCell: Sendable {
  /// `label.id`; nil where there is no label, or the id is not known yet.
  var id: Int64?
  /// Nil where there is no label, or the name is not known yet.
  var name: String?
}

extension LabelCell: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { id.bind(to: statement, index) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> LabelCell { LabelCell(id: .read(statement, column)) }
  func add(to checksum: inout Checksum) { name.add(to: &checksum) }
}
