import GRDB

/// A row of `slice`: the counters of the examples with some combination of labels.
struct SliceCounters: TableRow {
  static let table = "slice"
  /// The columns of the labels.
  static let labels = ["gold", "predicted"]
  /// The columns that identify the slice.
  static let key = ["method", "class"] + labels

  /// Nil before writing.
  var id: Int64?
  var method: Int64 = 0
  var className: Int64 = 0
  var gold: Int64 = 0
  var predicted: Int64 = 0
  var examples = 0
  var tokens = 0
  var truncated = 0
  /// Number of examples with a confidence.
  var confidences = 0
  /// Sum of the confidences, in units of 2^-32.
  var confidenceTotal: Int64 = 0
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, [])
    columns.column("method", &method)
    columns.column("class", &className)
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
  /// Creates counters of no examples.
  init(_ slice: Slice) {
    self.init(
      method: slice.scoring.method, className: slice.scoring.className, gold: slice.gold, predicted: slice.predicted)
  }

  /// The slice.
  var slice: Slice { Slice(scoring: Scoring(method: method, className: className), gold: gold, predicted: predicted) }

  /// An SQL condition for the counters of all examples with the scores and the labels of a slice.
  static func condition(_ slice: Slice) -> String {
    """
    method = \(slice.scoring.method) AND class = \(slice.scoring.className) AND gold = \(slice.gold) AND predicted = \(slice.predicted)
    """
  }

  /// Whether the row agrees with its checksum, and its counts are valid.
  var isSound: Bool {
    checksum == terms() % TotalsChecksum.modulus
      && [examples, tokens, truncated, confidences].allSatisfy { TotalsChecksum.isCount(Int64($0)) }
  }

  /// The counters in the current row of `statement`, which has the columns of the list.
  /// - Throws: `StoreError` where the row is damaged.
  static func sound(at statement: DirectStatement) throws -> SliceCounters {
    let counters = SliceCounters(at: statement)
    guard counters.isSound else { throw TotalsChecksum.damage("the counters of a label") }
    return counters
  }

  /// Adds the counters to those of the same slice in the table; a slice that is not there yet gets a new id.
  /// - Returns: The slice's id in the table.
  func add(to database: Database) throws -> Int64 {
    let statement = try DirectStatement(cached: Self.addition, in: database)
    var row = self
    let key = SliceCounters(slice).terms()
    row.id = nil
    let sum = row.terms()
    row.checksum = sum % TotalsChecksum.modulus
    let next = row.bind(to: statement)
    statement.bind(next, sum - key)
    defer { statement.reset() }
    guard try statement.step() else { preconditionFailure("an insertion without a row") }
    let id = statement.value(Int64.self)
    while try statement.step() {}
    return id
  }

  private static let addition = """
    \(insertion) ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE
    SET \(columns.addition(but: key)), checksum = (checksum + ?) % \(TotalsChecksum.modulus)
    RETURNING id
    """
}
