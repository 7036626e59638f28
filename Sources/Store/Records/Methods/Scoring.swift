/// Which scores are meant, by the numbers of method and class in the store.
struct Scoring: Hashable, Sendable {
  /// In place of a class: the predicted one of each example.
  static let predicted: Int64 = -1
  /// The scores in the rows of the examples; as a key of counters, all examples.
  static let inRow = Scoring(method: 0, className: 0)

  let method: Int64
  /// The id of the class among the labels; 0 for none.
  let className: Int64
}
