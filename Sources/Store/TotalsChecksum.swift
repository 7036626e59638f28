import GRDB

/// The checksum of a row of totals: the sum over its columns, from the first, of value * 48271^position modulo 2^31 - 1, where the position
/// counts from 1 and a word counts as its FNV-1a hash.
///
/// What is added to a column adds the same multiple to the checksum, so that a row is kept current without being read. A flipped bit in a
/// number always changes it: the modulus is prime, and no power of two is a multiple of it.
enum TotalsChecksum {
  static let modulus: Int64 = 2_147_483_647

  private static let weights: [Int64] = (1...8).reduce(into: []) { weights, _ in
    weights.append((weights.last ?? 1) * 48271 % modulus)
  }

  /// What a number contributes in the column `position`, from 1.
  static func term(_ value: Int64, _ position: Int) -> Int64 {
    let remainder = value % modulus
    return (remainder < 0 ? remainder + modulus : remainder) * weights[position - 1] % modulus
  }

  /// What a word contributes in the column `position`, from 1.
  static func term(_ word: some Collection<UInt8>, _ position: Int) -> Int64 {
    var checksum = Checksum()
    checksum.add(word)
    return term(Int64(checksum.value % UInt64(modulus)), position)
  }

  /// Whether a number can be a count. One that is a multiple of the modulus too large has the same checksum, and would overflow sums.
  static func isCount(_ number: Int64) -> Bool { 0..<1 << 48 ~= number }

  /// What to say of rows that do not add up.
  static func damage(_ what: String) -> StoreError {
    StoreError("\(what) are damaged: they do not add up to their checksum; globenc-index repair adds them up anew")
  }

  /// `totals_checksum(column, ...)`: that of a whole row, for SQL.
  static let function = DatabaseFunction("totals_checksum", pure: true) { values in
    var sum: Int64 = 0
    for (index, value) in values.enumerated() {
      switch value.storage {
      case .int64(let number): sum += term(number, index + 1)
      case .string(let word): sum += term(word.utf8, index + 1)
      case .null, .double, .blob: return nil
      }
    }
    return sum % modulus
  }
}
