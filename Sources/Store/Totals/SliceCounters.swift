/// The counters of one slice, as its row has them.
struct SliceCounters {
  /// The columns that it reads, in this order.
  static let columns = """
    slice.gold, slice.predicted, slice.examples, slice.tokens, slice.truncated, slice.confidences, slice.confidence_total, slice.checksum
    """

  let slice: Slice
  let examples: Int
  let tokens: Int
  let truncated: Int
  let confidences: Int
  /// In units of 2^-32.
  let confidenceTotal: Int64

  /// The counters of the row that `statement` is at; its columns begin at `column`.
  /// - Throws: `StoreError` where the row is damaged.
  init(at statement: DirectStatement, from column: Int32 = 0) throws {
    slice = Slice(gold: statement.integer(column), predicted: statement.integer(column + 1))
    examples = statement.int(column + 2)
    tokens = statement.int(column + 3)
    truncated = statement.int(column + 4)
    confidences = statement.int(column + 5)
    confidenceTotal = statement.integer(column + 6)
    let sum = (0..<7).reduce(0) { $0 + TotalsChecksum.term(statement.integer(column + $1), Int($1) + 1) }
    guard statement.integerIfAny(column + 7) == sum % TotalsChecksum.modulus,
      (2...5).allSatisfy({ TotalsChecksum.isCount(statement.integer(column + $0)) })
    else { throw TotalsChecksum.damage("the counters of a label") }
  }
}
