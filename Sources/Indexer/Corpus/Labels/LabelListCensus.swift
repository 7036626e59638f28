/// The lists among the gold labels of some rows, counted by the kinds that distinguish lists of a 0 or 1 for each class from lists of
/// classes.
struct LabelListCensus: Sendable, Equatable {
  /// The lists of a kind, and the row number of the first of them.
  struct Group: Sendable, Equatable {
    private(set) var count = 0
    private(set) var firstRow = 0

    fileprivate mutating func add(_ row: Int) {
      if count == 0 { firstRow = row }
      count += 1
    }
  }

  /// Number of lists with elements.
  private(set) var filled = 0
  /// Length -> lists of only 0 and 1, or false and true.
  private(set) var bits: [Int: Group] = [:]
  /// Lists of numbers with at least one fraction.
  private(set) var fractions = Group()
  /// Lists of 0 and 1 with a repeated number, which no list of classes has.
  private(set) var repeated = Group()
  /// Length of the first list with a repeated number.
  private(set) var repeatedLength = 0
  /// Number of other lists.
  private(set) var others = 0

  /// Counts the list of a row.
  mutating func add(_ elements: [String], row: Int) {
    guard !elements.isEmpty else { return }
    filled += 1
    if elements.allSatisfy({ LabelList.bit($0) != nil }) {
      bits[elements.count, default: Group()].add(row)
      if Set(elements.map(LabelList.bit)).count < elements.count {
        if repeated.count == 0 { repeatedLength = elements.count }
        repeated.add(row)
      }
    } else if elements.allSatisfy({ Double($0) != nil }), elements.contains(where: { LabelNumber.parse($0) == nil }) {
      fractions.add(row)
    } else {
      others += 1
    }
  }

  /// Whether the lists are a 0 or 1 for each of so many classes. Where something contradicts lists of class numbers, a minority of the
  /// lists may have a wrong form, and their rows are refused. `single`: number of labels in the column that are no lists.
  func areVectors(classes: Int, single: Int) -> Bool {
    guard classes > 1, let right = bits[classes]?.count else { return false }
    let isSure = right == filled && single == 0 || repeated.count > 0 || fractions.count > 0
    return isSure && right > alone + others + single
  }

  /// The reason why a column's lists can be neither classes nor a 0 or 1 for each class; nil where they can.
  func objection(classes: Int, column: String) -> String? {
    guard filled > 0, others == 0, bits[classes] == nil else { return nil }
    if fractions.count > 0 { return "row \(fractions.firstRow): \(LabelList.notBits(column: column))" }
    guard repeated.count > alone else { return nil }
    return "row \(repeated.firstRow): \(LabelList.wrongLength(repeatedLength, classes: classes, column: column))"
  }

  /// Number of lists with a single 0 or 1, which are lists of classes.
  private var alone: Int { bits[1]?.count ?? 0 }
}
