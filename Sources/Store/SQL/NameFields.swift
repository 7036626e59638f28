/// A row of `label`.
struct LabelFields: SealedRow {
  static let table = "label"

  var id: Int64 = 0
  var name = ""
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, .checksum)
    columns.column("name", &name, .checksum)
    columns.column("checksum", &checksum, [])
  }
}

/// A row of `token`: a piece of the vocabulary.
struct PieceFields: SealedRow {
  static let table = "token"

  var id: Int64 = 0
  var piece = ""
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id)
    columns.column("piece", &piece)
    columns.column("checksum", &checksum, [])
  }
}
