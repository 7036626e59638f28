/// A row of `slice`: the counters of the examples with some labels.
struct SliceCounters: TableRow {
  static let table = "slice"
  /// The columns that tell which slice it is.
  static let labels = ["gold", "predicted"]

  /// Nil until it is written.
  var id: Int64?
  var gold: Int64 = 0
  var predicted: Int64 = 0
  var examples = 0
  var tokens = 0
  var truncated = 0
  /// Examples that have a confidence.
  var confidences = 0
  /// In units of 2^-32.
  var confidenceTotal: Int64 = 0
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, [])
    columns.column("gold", &gold)
    columns.column("predicted", &predicted)
    columns.column("examples", &examples)
    columns.column("tokens", &tokens)
    columns.column("truncated", &truncated)
    columns.column("confidences", &confidences)
    columns.column("confidence_total", &confidenceTotal)
    columns.column("checksum", &checksum, [])
  }
}

extension SliceCounters {
  /// The slice.
  var slice: Slice { Slice(gold: gold, predicted: predicted) }

  /// Whether it agrees with its checksum, and its counts can be counts.
  var isSound: Bool {
    checksum == terms() % TotalsChecksum.modulus
      && [examples, tokens, truncated, confidences].allSatisfy { TotalsChecksum.isCount(Int64($0)) }
  }

  /// The counters of the row that `statement` is at, whose columns are those of the list.
  /// - Throws: `StoreError` where the row is damaged.
  static func sound(at statement: DirectStatement) throws -> SliceCounters {
    let counters = SliceCounters(at: statement)
    guard counters.isSound else { throw TotalsChecksum.damage("the counters of a label") }
    return counters
  }
}
