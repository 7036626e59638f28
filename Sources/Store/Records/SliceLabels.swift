/// The ids of an example's labels on each side: one label, the labels of its set, or 0 for none.
struct SliceLabels: Hashable {
  /// Never empty.
  let golds: [Int64]
  /// Never empty.
  let predicted: [Int64]

  init(gold: Int64, predicted: Int64) {
    self.init(golds: [gold], predicted: [predicted])
  }

  /// - Precondition: No label occurs twice.
  init(golds: [Int64], predicted: [Int64]) {
    self.golds = golds.isEmpty ? [Slice.without] : golds
    self.predicted = predicted.isEmpty ? [Slice.without] : predicted
  }
}
