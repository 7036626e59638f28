import GRDB

/// A set of examples with running totals, identified by the ids of its labels.
struct Slice: Hashable {
  /// Stands in place of a label's id for examples without a label.
  static let without: Int64 = 0
  /// Stands in place of a label's id for any label.
  static let any: Int64 = -1

  let gold: Int64
  let predicted: Int64

  /// Whether the store keeps sums of tokens and words for the slice.
  ///
  /// It keeps them for slices that a query can name, so that the query reads one range, and for each predicted label, including none,
  /// because these slices together are all examples. It does not keep them for `any` on both sides, which would cost as much writing as a
  /// label and is rarely asked for, unless an example may have several predicted labels, whose slices together would count it several
  /// times.
  /// - Parameter hasSets: Whether the store's model gives sets of labels.
  /// - Returns: Whether sums are kept.
  func keepsTotals(hasSets: Bool) -> Bool {
    (gold > 0 && predicted != Slice.without) || (gold == Slice.any && (predicted != Slice.any || hasSets))
  }

  /// Whether the store's model gives sets of labels.
  static func hasSets(in database: Database) throws -> Bool {
    let type = try String.fetchOne(database, sql: "SELECT problem_type FROM settings")
    return type == StoreSettings.ProblemType.multiLabel.rawValue
  }

  /// The slices that an example with these labels belongs to, each once.
  static func slices(of labels: TotalsAccumulator.Labels) -> [Slice] {
    (labels.golds + [any]).flatMap { gold in (labels.predicted + [any]).map { Slice(gold: gold, predicted: $0) } }
  }
}
