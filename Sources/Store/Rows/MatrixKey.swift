/// The key of a matrix record: that of its example and the layer in one integer, so that the table needs no index besides its own tree.
enum MatrixKey {
  /// Places 0 ... 1023. Those of the first method: 0 for the aggregated matrix, l for that of layer l; those of further ones follow from
  /// `StoredMethods`.
  static let places = 1024

  /// The key of a layer of the example with that key.
  static func key(example: Int64, place: Int) -> Int64 {
    example << 10 | Int64(place)
  }

  /// The first and the last key of the layers of the examples, or windows, from one key to another.
  static func bounds(from first: Int64, through last: Int64) -> (first: Int64, last: Int64) {
    (key(example: first, place: 0), key(example: last, place: places - 1))
  }

  /// The key of the example, or window.
  static func example(of key: Int64) -> Int64 { key >> 10 }
  /// The place.
  static func place(of key: Int64) -> Int { Int(key & Int64(places - 1)) }
}
