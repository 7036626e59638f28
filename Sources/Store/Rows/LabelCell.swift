/// A label. The table stores its id; the checksum covers its name.
struct LabelCell: Sendable {
  /// `label.id`; nil without a label, or while the id is unknown.
  var id: Int64?
  /// Nil without a label, or while the name is unknown.
  var name: String?
}

extension LabelCell: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { id.bind(to: statement, index) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> LabelCell { LabelCell(id: .read(statement, column)) }
  func add(to checksum: inout Checksum) { name.add(to: &checksum) }
}
