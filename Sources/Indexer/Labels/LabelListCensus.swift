/// The lists among the gold labels of some rows, by what tells lists of a 0 or 1 for each class from lists of classes.
struct LabelListCensus: Sendable, Equatable {
  /// Lists of a kind, and the row of the first of them.
  struct Group: Sendable, Equatable {
    private(set) var count = 0
    private(set) var firstRow = 0

    fileprivate mutating func add(_ row: Int) {
      if count == 0 { firstRow = row }
      count += 1
    }
  }

  /// Lists that have elements.
  private(set) var filled = 0
  /// Length -> lists of only 0 and 1, or false and true.
  private(set) var bits: [Int: Group] = [:]
  /// Lists of numbers, of which one is no whole number.
  private(set) var fractions = Group()
  /// Lists of 0 and 1 that have one of them twice, as no list of classes does.
  private(set) var repeated = Group()
  /// Length of the first of those.
  private(set) var repeatedLength = 0
  /// Lists of something else.
  private(set) var others = 0

  /// Takes a list that stands in a row of this number into account.
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

  /// Whether they are lists of a 0 or 1 for each of so many classes. Where something speaks against lists of class numbers, some of them may be
  /// wrong, as long as they are fewer: their rows are refused. `single`: labels of the column that are no lists.
  func areVectors(classes: Int, single: Int) -> Bool {
    guard classes > 1, let right = bits[classes]?.count else { return false }
    let isSure = right == filled && single == 0 || repeated.count > 0 || fractions.count > 0
    return isSure && right > alone + others + single
  }

  /// Why the lists of a column can be neither classes nor a 0 or 1 for each of so many; nil where they can.
  func objection(classes: Int, column: String) -> String? {
    guard filled > 0, others == 0, bits[classes] == nil else { return nil }
    if fractions.count > 0 { return "row \(fractions.firstRow): \(LabelList.notBits(column: column))" }
    guard repeated.count > alone else { return nil }
    return "row \(repeated.firstRow): \(LabelList.wrongLength(repeatedLength, classes: classes, column: column))"
  }

  /// Lists of one 0 or 1, which are those of classes.
  private var alone: Int { bits[1]?.count ?? 0 }
}
