import GRDB
import GRDBSQLite
import Support

/// The checksum of a row of totals: the sum over its columns, from the first, of value * 48271^position modulo 2^31 - 1, where the position
/// counts from 1 and a word counts as its FNV-1a hash.
///
/// What is added to a column adds the same multiple to the checksum, so that a row is kept current without being read. A flipped bit in a
/// number always changes it: the modulus is prime, and no power of two is a multiple of it.
enum TotalsChecksum {
  static let modulus: Int64 = 2_147_483_647

  private static let weights: [Int64] = (1...16).reduce(into: []) { weights, _ in
    weights.append((weights.last ?? 1) * 48271 % modulus)
  }

  /// What a number contributes in the column `position`, from 1.
  static func term(_ value: Int64, _ position: Int) -> Int64 {
    let remainder = value % modulus
    return (remainder < 0 ? remainder + modulus : remainder) * weights[position - 1] % modulus
  }

  /// The number that a word counts as.
  static func number(of word: String) -> Int64 {
    var checksum = Checksum()
    checksum.add(word)
    return Int64(checksum.value % UInt64(modulus))
  }

  /// Whether a number can be a count. One that is a multiple of the modulus too large has the same checksum, and would overflow sums.
  static func isCount(_ number: Int64) -> Bool { 0..<1 << 48 ~= number }

  /// What to say of rows that do not add up.
  static func damage(_ what: String) -> StoreError {
    StoreError("\(what) are damaged: they do not add up to their checksum; globenc-index repair adds them up anew", kind: .damaged)
  }

  /// Makes `totals_checksum(column, ...)`, that of a whole row, known to a connection.
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

  /// What a number or a word, which may hold a NUL, contributes; nil for what is neither.
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
