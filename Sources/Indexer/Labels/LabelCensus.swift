import Store

/// The gold labels of some rows, as the corpus has them.
struct LabelCensus: Sendable, Equatable {
  /// Label -> rows that have it.
  private(set) var counts: [String: Int] = [:]
  /// Rows without a label.
  private(set) var unlabelled = 0

  /// Length -> lists that hold so many numbers, each 0 or 1.
  private var vectors: [Int: Int] = [:]
  /// Rows with a list, or with a label that is none.
  private var (lists, single) = (0, 0)

  /// Whether all labels are vectors: lists of a 0 or 1 for each of so many classes.
  func areVectors(classes: Int) -> Bool { lists > 0 && single == 0 && vectors[classes] == lists }

  /// Takes a row into account, whose label may be a list: each of its elements is a label then.
  mutating func add(_ row: CorpusRow) {
    guard let elements = row.labels else {
      single += row.label == nil ? 0 : 1
      return add(row.label)
    }
    lists += 1
    if LabelList.isVector(elements, classes: elements.count) { vectors[elements.count, default: 0] += 1 }
    if elements.isEmpty { unlabelled += 1 }
    for element in elements { add(element) }
  }

  /// Whether some rows have lists.
  var hasLists: Bool { lists > 0 }

  /// What is counted: "labelled rows", or labels where rows may have several.
  var unit: String { lists > 0 ? "labels" : "labelled rows" }

  /// Rows with a label; where rows have lists, the labels in them.
  var labelled: Int { counts.values.reduce(0, +) }

  /// Takes a row into account; nil stands for no label, and so does one of blanks. A label that no store can hold makes its row a bad one.
  mutating func add(_ label: String?) {
    guard let label, !label.allSatisfy(\.isWhitespace) else { return unlabelled += 1 }
    if AttributionStore.objection(toLabel: label) == nil { counts[label, default: 0] += 1 }
  }
}
