import GRDB
import Support

/// Reads the kept totals of a slice, within one access to the database.
struct TotalsReader {
  private let database: Database

  init(_ database: Database) throws {
    self.database = database
  }

  /// Number of examples of the slice.
  func examples(in slice: Slice) throws -> Int {
    try counters(of: slice).reduce(0) { $0 + $1.examples }
  }

  /// The sums of the slice's tokens. Each part of the slice is one range of a table.
  /// - Parameters:
  ///   - slice: The examples.
  ///   - names: The numbers of the tokens.
  ///   - includeSpecial: Whether special tokens of the template are included.
  /// - Returns: The sums.
  /// - Throws: `StoreError` where a row is damaged; errors of SQLite.
  func sums(of slice: Slice, names: TokenNames, includeSpecial: Bool) throws -> TokenSums {
    var sums = TokenSums(examples: try examples(in: slice))
    for part in try parts(of: slice) { try add(part, names: names, includeSpecial: includeSpecial, to: &sums) }
    return sums
  }

  /// The sums of all examples that are not in the slice of one label, where fewer parts hold them than hold all examples; nil elsewhere. They
  /// equal the difference of the two, and are read in two thirds of the time where there are two labels.
  func sums(besides slice: Slice, names: TokenNames) throws -> TokenSums? {
    guard slice.scoring.className >= 0, (slice.gold == Slice.any) != (slice.predicted == Slice.any), try !SliceRule(in: database).hasSets
    else { return nil }
    let all = Slice(scoring: slice.scoring, gold: Slice.any, predicted: Slice.any)
    let isGold = slice.predicted == Slice.any
    let (column, other, label) = isGold ? ("gold", "predicted", slice.gold) : ("predicted", "gold", slice.predicted)
    let select = try DirectStatement(
      """
      SELECT \(SliceCounters.columns.list) FROM slice
      WHERE \(slice.scoring.sliceCondition) AND \(other) = \(Slice.any) AND \(column) NOT IN (\(Slice.any), \(label))
      """, in: database)
    var parts: [SliceCounters] = []
    while try select.step() { parts.append(try SliceCounters.sound(at: select)) }
    var sums = TokenSums(examples: parts.reduce(0) { $0 &+ $1.examples })
    // Without totals of their own are the examples without a gold label.
    guard try parts.allSatisfy({ try SliceRule(in: database).keepsTotals(of: $0.slice) }), parts.count < (try self.parts(of: all)).count,
      sums.examples == (try examples(in: all)) - (try examples(in: slice))
    else { return nil }
    for part in parts { if let id = part.id { try add(id, names: names, includeSpecial: false, to: &sums) } }
    return sums
  }

  /// Adds the sums of one row of `slice`.
  private func add(_ part: Int64, names: TokenNames, includeSpecial: Bool, to sums: inout TokenSums) throws {
    if names.units == .words { try addWords(of: part, names: names, to: &sums) }
    for special in names.units == .words ? [1] : [0, 1] where special == 0 || includeSpecial {
      try addTokens(of: part, special: Int64(special), names: names, to: &sums)
    }
  }

  private func addWords(of part: Int64, names: TokenNames, to sums: inout TokenSums) throws {
    let select = try DirectStatement("SELECT \(WordTotal.columns.list(skipping: 1)) FROM word_total WHERE slice = ?", in: database)
    select.bind(values: part)
    var total = WordTotal(slice: part)
    var place = 0
    while try select.step() {
      total.read(at: select, skipping: 1)
      guard total.isSound else { throw TotalsChecksum.damage("the totals of the word '\(total.word)'") }
      sums.add(names.number(ofWord: ExactString(total.word), from: &place), total.moments)
    }
  }

  private func addTokens(of part: Int64, special: Int64, names: TokenNames, to sums: inout TokenSums) throws {
    let select = try DirectStatement(
      "SELECT \(TokenTotal.columns.list(skipping: 2)) FROM token_total WHERE slice = ? AND special = ?", in: database)
    select.bind(values: part, special)
    var total = TokenTotal(slice: part, special: special)
    while try select.step() {
      total.read(at: select, skipping: 2)
      guard total.isSound else { throw TotalsChecksum.damage("the totals of token \(total.token)") }
      sums.add(special == 1 ? try names.number(ofSpecial: total.token) : total.token, total.moments)
    }
  }

  /// The counters of the slice: one row, or a row for each class where each example counts for a class of its own.
  private func counters(of slice: Slice) throws -> [SliceCounters] {
    let select = try DirectStatement("SELECT \(SliceCounters.columns.list) FROM slice WHERE \(Self.condition(slice))", in: database)
    var counters: [SliceCounters] = []
    while try select.step() { counters.append(try SliceCounters.sound(at: select)) }
    return counters
  }

  /// An SQL condition for the rows of `slice` in which the examples of a slice are counted, each in one row.
  private static func condition(_ slice: Slice) -> String {
    func label(_ column: String, _ id: Int64, isOfEach: Bool) -> String {
      isOfEach && id == Slice.any ? "\(column) > 0" : "\(column) = \(id)"
    }
    return """
      \(slice.scoring.sliceCondition) AND \(label("gold", slice.gold, isOfEach: slice.scoring.className == Scoring.gold))
        AND \(label("predicted", slice.predicted, isOfEach: slice.scoring.className == Scoring.predicted))
      """
  }

  /// The rows of `slice` with totals. Only the slice of all examples has several rows, one for each predicted label.
  private func parts(of slice: Slice) throws -> [Int64] {
    let isKept = try slice.scoring.className < 0 || SliceRule(in: database).keepsTotals(of: slice)
    let condition =
      isKept
      ? Self.condition(slice)
      : "\(slice.scoring.sliceCondition) AND gold = \(slice.gold) AND predicted <> \(slice.predicted)"
    let select = try DirectStatement("SELECT id FROM slice WHERE \(condition)", in: database)
    var parts: [Int64] = []
    while try select.step() { parts.append(select.value()) }
    return parts
  }
}
