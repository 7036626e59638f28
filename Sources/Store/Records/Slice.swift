import GRDB

/// A set of examples with running totals, by the ids of its labels.
struct Slice: Hashable {
  /// In place of a label's id: the examples without one.
  static let without: Int64 = 0
  /// In place of a label's id: whatever the label.
  static let any: Int64 = -1

  let gold: Int64
  let predicted: Int64

  /// Whether tokens and words are added up for it.
  ///
  /// For a slice that a query can name, so that it reads one range; and for each predicted label, none included, because these together
  /// are all examples. Not for both `any`, which would cost as much writing as a label and is asked for seldom; but where an example has several
  /// predicted labels, whose slices together count it several times.
  /// - Parameter hasSets: Whether the store's model gives sets of labels.
  /// - Returns: Whether they are.
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
