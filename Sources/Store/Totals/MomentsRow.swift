/// The columns of `token_total` and `word_total` that hold `Moments`.
enum MomentsRow {
  /// In this order.
  private static let names = ["texts", "count", "total", "squares", "cubes"]
  static let columns = names.joined(separator: ", ")
  /// What adds a row's numbers to those that are there, in an `ON CONFLICT` clause.
  static let addition = names.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")

  /// What they contribute to a row's checksum; the first stands at `position`.
  static func terms(_ moments: Moments, from position: Int) -> Int64 {
    TotalsChecksum.term(Int64(moments.texts), position) + TotalsChecksum.term(Int64(moments.count), position + 1)
      + TotalsChecksum.term(moments.total, position + 2) + TotalsChecksum.term(moments.squares, position + 3)
      + TotalsChecksum.term(moments.cubes, position + 4)
  }

  /// Gives them to a statement.
  /// - Returns: The number of the next value.
  static func bind(_ moments: Moments, to statement: DirectStatement, from index: Int32) -> Int32 {
    statement.bind(index, moments.texts)
    statement.bind(index + 1, moments.count)
    statement.bind(index + 2, moments.total)
    statement.bind(index + 3, moments.squares)
    statement.bind(index + 4, moments.cubes)
    return index + 5
  }

  /// The moments in the row that `statement` is at, whatever the row holds.
  /// - Parameters:
  ///   - statement: At a row.
  ///   - column: The first of `columns`.
  /// - Returns: The numbers.
  static func unchecked(at statement: DirectStatement, from column: Int32) -> Moments {
    Moments(
      texts: statement.int(column), count: statement.int(column + 1), total: statement.integer(column + 2),
      squares: statement.integer(column + 3), cubes: statement.integer(column + 4))
  }

  /// The moments in the row that `statement` is at; nil where no sound row has such numbers.
  /// - Parameters:
  ///   - statement: At a row.
  ///   - column: The first of `columns`; the checksum comes behind them.
  ///   - key: What the row's key contributes to its checksum.
  ///   - keys: How many columns the key has.
  /// - Returns: The numbers.
  static func read(at statement: DirectStatement, from column: Int32, key: Int64, keys: Int) -> Moments? {
    let moments = unchecked(at: statement, from: column)
    guard statement.integerIfAny(column + 5) == (key + terms(moments, from: keys + 1)) % TotalsChecksum.modulus,
      TotalsChecksum.isCount(Int64(moments.texts)), TotalsChecksum.isCount(Int64(moments.count))
    else { return nil }
    return moments
  }
}
