/// A choice of scores, by the ids of method and class in the store.
struct Scoring: Hashable, Sendable {
  /// In place of a class: the predicted class of each example.
  static let predicted: Int64 = -1
  /// In place of a class: the class that is the gold label of each example.
  static let gold: Int64 = -2
  /// The scores in the rows of the examples. As the key of counters, it stands for all examples.
  static let inRow = Scoring(method: 0, className: 0)
  /// Zeros in place of scores, for queries that need none.
  static let zeros = Scoring(method: -1, className: 0)

  let method: Int64
  /// Id of the class among the labels; 0 for no class.
  let className: Int64
}
