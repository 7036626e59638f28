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

  /// The checksum of the matrix of a layer: that of the layer and the fields.
  func sum(of layer: MatrixLayer) -> Int64 {
    var checksum = Checksum()
    checksum.add(layer.index)
    add(to: &checksum)
    return checksum.stored
  }
}
