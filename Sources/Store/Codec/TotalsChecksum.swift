import GRDB
import GRDBSQLite
import Support

/// The checksum of a row of totals: the sum of value * 48271^position over its columns, modulo 2^31 - 1. Positions count from 1; the value
/// of a word is its FNV-1a hash.
///
/// Adding to a column adds the same multiple to the checksum, so that a row can be updated without being read. A flipped bit in a number
/// always changes the checksum: the modulus is prime, and no power of two is a multiple of it.
enum TotalsChecksum {
  static let modulus: Int64 = 2_147_483_647

  private static let weights: [Int64] = (1...16).reduce(into: []) { weights, _ in
    weights.append((weights.last ?? 1) * 48271 % modulus)
  }

  /// The contribution of a number in the column `position`, from 1.
  static func term(_ value: Int64, _ position: Int) -> Int64 {
    let remainder = value % modulus
    return (remainder < 0 ? remainder + modulus : remainder) * weights[position - 1] % modulus
  }

  /// The number for a word.
  static func number(of word: String) -> Int64 {
    var checksum = Checksum()
    checksum.add(word)
    return Int64(checksum.value % UInt64(modulus))
  }

  /// An SQL expression: the checksum of a row whose first column was one number and is another.
  static func changed(_ checksum: String, from old: String, to new: String) -> String {
    "(\(checksum) + (\(new) - \(old) + \(modulus)) % \(modulus) * \(weights[0])) % \(modulus)"
  }

  /// Whether a number can be a count. A number that is too large by a multiple of the modulus has a correct checksum, but would overflow
  /// sums.
  static func isCount(_ number: Int64) -> Bool { 0..<1 << 48 ~= number }

  /// The error for rows with a wrong checksum.
  static func damage(_ what: String) -> StoreError {
    StoreError("\(what) are damaged: they do not add up to their checksum; globenc-index repair adds them up anew", kind: .damaged)
  }

  /// Registers `totals_checksum(column, ...)`, the checksum of a whole row, with a connection.
  static func register(on database: Database) {
    let code = sqlite3_create_function_v2(
      database.sqliteConnection, "totals_checksum", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, count, values in
        var sum: Int64 = 0
        for index in 0..<Int(count) {
          guard let term = TotalsChecksum.term(of: values?[index], index + 1) else { return sqlite3_result_null(context) }
          sum += term
        }
        sqlite3_result_int64(context, sum % TotalsChecksum.modulus)
      }, nil, nil, nil)
    precondition(code == SQLITE_OK, "SQLite could not take the function totals_checksum: code \(code)")
  }

  /// The term of a number, or of a word, which may hold a NUL, in the checksum; nil for values of other types.
  private static func term(of value: OpaquePointer?, _ position: Int) -> Int64? {
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: return term(sqlite3_value_int64(value), position)
    case SQLITE_TEXT:
      let text = sqlite3_value_text(value)
      var checksum = Checksum()
      checksum.add(UnsafeBufferPointer(start: text, count: text == nil ? 0 : Int(sqlite3_value_bytes(value))))
      return term(Int64(checksum.value % UInt64(modulus)), position)
    default: return nil
    }
  }
}
