/// A choice of scores, by the ids of method and class in the store.
struct Scoring: Hashable, Sendable {
  /// Stands for the predicted class of each example, in place of a class.
  static let predicted: Int64 = -1
  /// The scores in the rows of the examples; in the key of counters, all examples.
  static let inRow = Scoring(method: 0, className: 0)

  let method: Int64
  /// Id of the class among the labels; 0 for no class.
  let className: Int64
}
