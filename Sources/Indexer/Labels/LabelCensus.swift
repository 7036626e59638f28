/// The gold labels of some rows, as the corpus has them.
struct LabelCensus: Sendable, Equatable {
  /// Label -> rows that have it.
  private(set) var counts: [String: Int] = [:]
  /// Rows without a label.
  private(set) var unlabelled = 0

  /// Rows with a label.
  var labelled: Int { counts.values.reduce(0, +) }

  /// Takes a row into account; nil stands for no label, and so does one of blanks.
  mutating func add(_ label: String?) {
    if let label, !label.allSatisfy(\.isWhitespace) { counts[label, default: 0] += 1 } else { unlabelled += 1 }
  }
}
