/// A row of `score`: the scores by one method, for one class where the method has a sign, of a text or a window.
struct ScoreFields: TableRow, Sendable {
  static let table = "score"

  /// `ScoreKey`
  var key: Int64 = 0
  /// 0 for the whole text.
  var window = 0
  var method: Int64 = 0
  /// The id of the class among the labels; 0 for none.
  var className: Int64 = 0
  var bias: Double?
  var logit: Double?
  var checksum: Int64 = 0
  /// `ScoreCodec`
  var scores: [UInt8] = []

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("key", &key, [])
    columns.column("window", &window)
    columns.column("method", &method)
    columns.column("class", &className)
    columns.column("bias", &bias)
    columns.column("logit", &logit)
    columns.column("checksum", &checksum, [])
    columns.column("scores", &scores)
  }

  /// The method and class.
  var scoring: Scoring { Scoring(method: method, className: className) }
}

/// The key of a row of `score`: that of the example or window, and a number that tells its rows apart.
enum ScoreKey {
  /// How many numbers there are.
  static let numbers: Int64 = 1 << 20

  /// The first and the last key of the rows of the examples, or windows, from one key to another.
  static func bounds(from first: Int64, through last: Int64) -> (first: Int64, last: Int64) {
    (first << 20, last << 20 | (numbers - 1))
  }
}
