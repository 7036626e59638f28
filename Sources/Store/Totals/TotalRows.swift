/// A row of `token_total`.
struct TokenTotal: TableRow {
  static let table = "token_total"
  /// The columns of the key.
  static let key = ["slice", "special", "token"]

  var slice: Int64 = 0
  /// 1 for a special token of the template.
  var special: Int64 = 0
  var token: Int64 = 0
  var moments = Moments()
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("slice", &slice)
    columns.column("special", &special)
    columns.column("token", &token)
    moments.visit(&columns)
    columns.column("checksum", &checksum, [])
  }

  /// Whether the row agrees with its checksum, and its counts are valid.
  var isSound: Bool { checksum == terms() % TotalsChecksum.modulus && moments.areCounts }
}

/// A row of `word_total`.
struct WordTotal: TableRow {
  static let table = "word_total"
  /// The columns of the key.
  static let key = ["slice", "word"]

  var slice: Int64 = 0
  var word = ""
  var moments = Moments()
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("slice", &slice)
    columns.column("word", &word)
    moments.visit(&columns)
    columns.column("checksum", &checksum, [])
  }

  /// Whether the row agrees with its checksum, and its counts are valid.
  var isSound: Bool { checksum == terms() % TotalsChecksum.modulus && moments.areCounts }
}

extension TokenTotal {
  /// The statement that adds a row to the one with its key, or inserts it; its last parameter is the contribution of the moments to the
  /// checksum.
  static let addition = """
    \(insertion) ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE
    SET \(Moments.columns.addition()), checksum = (checksum + ?) % \(TotalsChecksum.modulus)
    """
}

extension WordTotal {
  /// As of `TokenTotal`.
  static let addition = """
    \(insertion) ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE
    SET \(Moments.columns.addition()), checksum = (checksum + ?) % \(TotalsChecksum.modulus)
    """
}

/// A row of `matrix_total`: the totals of the matrices of one codec.
struct MatrixTotal: TableRow {
  static let table = "matrix_total"

  /// `MatrixCodec.rawValue`
  var codec = 0
  var matrices = 0
  var values = 0
  var bytes = 0

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("codec", &codec)
    columns.column("matrices", &matrices)
    columns.column("matrix_values", &values)
    columns.column("bytes", &bytes)
  }
}
