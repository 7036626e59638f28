/// The key of a matrix record: the key of the example and the place of the matrix in one integer, so that the table needs no index besides
/// its own tree.
enum MatrixKey {
  /// Number of places. For the first method, 0 is the place of the aggregated matrix and l the place of layer l; `StoredMethods` assigns
  /// places to further methods.
  static let places = 1024

  /// An SQL expression: the key of the example or window of a row of `matrix`.
  static let owner = "(matrix.key >> 10)"

  /// The key of a matrix of the example with this key.
  static func key(example: Int64, place: Int) -> Int64 {
    example << 10 | Int64(place)
  }

  /// The first and the last key of all matrices of the examples, or windows, in a range of keys.
  static func bounds(from first: Int64, through last: Int64) -> (first: Int64, last: Int64) {
    (key(example: first, place: 0), key(example: last, place: places - 1))
  }

  /// The key of the example or window.
  static func example(of key: Int64) -> Int64 { key >> 10 }
  /// The place of the matrix among the matrices of its example or window.
  static func place(of key: Int64) -> Int { Int(key & Int64(places - 1)) }
}
