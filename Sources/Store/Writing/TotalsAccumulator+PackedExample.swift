extension TotalsAccumulator {
  /// Adds an example with these labels.
  mutating func add(_ example: PackedExample, labels: SliceLabels) {
    let counters = Counters(
      tokens: example.tokenCount, confidence: example.confidence, isTruncated: example.fields.isTruncated)
    for (scoring, sums) in example.sums { add(sums, key: Key(scoring: scoring, labels: labels), counters) }
  }
}
