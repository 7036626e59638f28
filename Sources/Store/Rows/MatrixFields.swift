/// A row of `matrix`.
struct MatrixFields: TableRow, Sendable {
  static let table = "matrix"

  /// `MatrixKey`
  var key: Int64 = 0
  var size = 0
  var exponent = 0
  /// `MatrixCodec.rawValue`
  var codec = 0
  var checksum: Int64 = 0
  var payload: [UInt8] = []

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("key", &key, [])
    columns.column("size", &size)
    columns.column("exponent", &exponent)
    columns.column("codec", &codec)
    columns.column("checksum", &checksum, [])
    columns.column("payload", &payload)
  }

  /// The checksum of the matrix at a place; it covers the place and the fields.
  func sum(at place: Int) -> Int64 {
    var checksum = Checksum()
    checksum.add(place)
    add(to: &checksum)
    return checksum.stored
  }
}
