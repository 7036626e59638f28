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
  /// are all examples. Not for both `any`, which would cost as much writing as a label and is asked for seldom.
  var keepsTotals: Bool {
    (gold > 0 && predicted != Slice.without) || (gold == Slice.any && predicted != Slice.any)
  }

  /// The slices that an example with these labels belongs to.
  static func slices(of labels: TotalsAccumulator.Labels) -> [Slice] {
    [
      Slice(gold: labels.gold, predicted: labels.predicted), Slice(gold: labels.gold, predicted: any),
      Slice(gold: any, predicted: labels.predicted), Slice(gold: any, predicted: any),
    ]
  }
}
