/// A row of `score`: the scores of a text or window by one method, for one class where the method is signed.
struct ScoreFields: TableRow, Sendable {
  static let table = "score"

  /// `ScoreKey`
  var key: Int64 = 0
  /// Number of the window, from 1; 0 for the whole text.
  var window = 0
  var method: Int64 = 0
  /// Id of the class among the labels; 0 for no class.
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

/// The key of a row of `score`: the key of the example or window, and a number that distinguishes its rows.
enum ScoreKey {
  /// Largest number of rows of an example or window.
  static let numbers: Int64 = 1 << 20
  /// The keys of examples and windows whose rows can be numbered. Our programs count keys from 1.
  static let examples: ClosedRange<Int64> = 1...(1 << 42)

  /// An SQL expression: the key of the example or window of a row of `score`.
  static let owner = "(score.key >> 20)"

  /// The first and the last key of all rows of the examples, or windows, in a range of keys.
  static func bounds(from first: Int64, through last: Int64) -> (first: Int64, last: Int64) {
    (first << 20, last << 20 | (numbers - 1))
  }
}
