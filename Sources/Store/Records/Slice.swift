/// A set of examples with running totals: the examples with some scores, identified by the ids of their labels.
struct Slice: Hashable {
  /// Stands in place of a label's id for examples without a label.
  static let without: Int64 = 0
  /// Stands in place of a label's id for any label.
  static let any: Int64 = -1

  /// The scores that are summed.
  var scoring = Scoring.inRow
  let gold: Int64
  let predicted: Int64

  /// The slices that an example with these labels and scores belongs to, each once.
  static func slices(of labels: SliceLabels, scoring: Scoring) -> [Slice] {
    (labels.golds + [any]).flatMap { gold in
      (labels.predicted + [any]).map { Slice(scoring: scoring, gold: gold, predicted: $0) }
    }
  }
}
