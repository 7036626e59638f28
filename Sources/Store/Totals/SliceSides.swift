import GRDB
import Support

/// The sums of the tokens of a slice and of the examples that it is compared with: from kept totals where possible, otherwise from scans.
struct SliceSides {
  private let database: Database
  private let settings: StoreSettings
  private let names: TokenNames
  private let includeSpecial: Bool
  /// Keys of examples that are left out on both sides.
  private let skipped: Set<Int64>

  init(_ database: Database, settings: StoreSettings, names: TokenNames, includeSpecial: Bool, skipped: Set<Int64> = []) {
    (self.database, self.settings, self.names) = (database, settings, names)
    (self.includeSpecial, self.skipped) = (includeSpecial, skipped)
  }

  /// The sums of some examples; nil where a label or piece is unknown.
  /// - Parameters:
  ///   - filter: The examples, with the scores to sum.
  ///   - isForComparison: Whether squares and cubes must be exact even where a special token also occurs in a text; kept totals have the
  ///     two apart.
  /// - Returns: The sums.
  /// - Throws: `StoreError` that names an example with a damaged record; errors of SQLite.
  func sums(of filter: ExampleFilter, isForComparison: Bool = false) throws -> TokenSums? {
    guard try hasTotals(of: filter, isForComparison: isForComparison) else { return try scan(TotalsScan.Selection(filter: filter)) }
    guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return nil }
    guard let slice = conditions.slice, try SliceRule(in: database).answers(slice) else {
      return try scan(TotalsScan.Selection(filter: filter))
    }
    return try TotalsReader(database).sums(of: slice, names: names, includeSpecial: includeSpecial)
  }

  private func hasTotals(of filter: ExampleFilter, isForComparison: Bool) throws -> Bool {
    try filter.isOfLabelsOnly && skipped.isEmpty && !(isForComparison && includeSpecial) && TotalsVersion.areCurrent(in: database)
  }

  /// The sums of all examples outside of a slice with totals, where these are read faster than the sums of all examples; nil elsewhere.
  private func sums(besides filter: ExampleFilter) throws -> TokenSums? {
    guard try hasTotals(of: filter, isForComparison: true),
      let slice = try FilterConditions(filter, in: database, settings: settings)?.slice, try SliceRule(in: database).answers(slice)
    else { return nil }
    return try TotalsReader(database).sums(besides: slice, names: names)
  }

  /// The other side of a comparison.
  struct Others {
    let sums: TokenSums
    /// Number of examples that were left out because they are in the slice.
    var overlap = 0
  }

  /// The other side of a comparison: the examples of `versus`, or all examples, except the slice's.
  /// - Parameters:
  ///   - filter: The slice.
  ///   - chosen: The sums of the slice.
  ///   - versus: The examples to compare with; nil for all others.
  /// - Returns: The other side; nil where a label or piece is unknown.
  /// - Throws: `StoreError` that names an example with a damaged record; errors of SQLite.
  func others(than filter: ExampleFilter, _ chosen: TokenSums, in versus: ExampleFilter?) throws -> Others? {
    guard let versus else {
      if let rest = try sums(besides: filter) { return Others(sums: rest) }
      // The difference between the sums of all examples, which are kept, and those of the slice.
      return try sums(of: ExampleFilter(scores: filter.scores), isForComparison: true).map { Others(sums: $0.without(chosen)) }
    }
    // Sets of labels overlap.
    if LabelSets(settings) == nil, Self.areApart(filter, versus) {
      return try sums(of: versus, isForComparison: true).map { Others(sums: $0) }
    }
    guard let rest = try scan(TotalsScan.Selection(filter: versus, excluded: filter)) else { return nil }
    let all = try FilterConditions(versus, in: database, settings: settings).map(count) ?? 0
    return Others(sums: rest, overlap: max(0, all - rest.examples))
  }

  private func scan(_ selection: TotalsScan.Selection) throws -> TokenSums? {
    var selection = selection
    selection.skipped = skipped
    return try TotalsScan(database, settings: settings).sums(of: selection, names: names, includeSpecial: includeSpecial)
  }

  private func count(_ conditions: FilterConditions) throws -> Int {
    let select = try DirectStatement("SELECT key FROM example NOT INDEXED \(conditions.sql)", in: database)
    conditions.bind(to: select)
    var count = 0
    while try select.step() { count += skipped.contains(select.value(Int64.self)) ? 0 : 1 }
    return count
  }

  /// Whether no example can be on both sides, because the labels differ.
  private static func areApart(_ one: ExampleFilter, _ other: ExampleFilter) -> Bool {
    [(one.label, other.label), (one.predicted, other.predicted)].contains { one, other in
      guard let one, let other else { return false }
      return ExactString(one) != ExactString(other)
    }
  }
}
