/// The key of a matrix record: that of its example and the layer in one integer, so that the table needs no index besides its own tree.
enum MatrixKey {
  /// Layers 0 ... 1023; 0 is the aggregated matrix.
  static let layers = 1024

  /// The key of a layer of the example with that key.
  static func key(example: Int64, layer: MatrixLayer) -> Int64 {
    example << 10 | Int64(layer.index)
  }

  /// The first and the last key of the layers of the examples, or windows, from one key to another.
  static func bounds(from first: Int64, through last: Int64) -> (first: Int64, last: Int64) {
    (key(example: first, layer: .final), key(example: last, layer: .layer(layers - 1)))
  }

  /// The key of the example, or window.
  static func example(of key: Int64) -> Int64 { key >> 10 }
  /// The layer.
  static func layer(of key: Int64) -> MatrixLayer { MatrixLayer(index: Int(key & Int64(layers - 1))) }
}
