/// The key of a matrix record: that of its example and the layer in one integer, so that the table needs no index besides its own tree.
enum MatrixKey {
  /// Layers 0 ... 1023; 0 is the aggregated matrix.
  static let layers = 1024

  /// The key of a layer of the example with that key.
  static func key(example: Int64, layer: MatrixLayer) -> Int64 {
    example << 10 | Int64(layer.index)
  }
}
