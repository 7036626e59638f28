import Store

extension LabelRule {
  /// The rule that the labels of the first rows of a corpus follow; nil where there are none, or the model has no classes.
  ///
  /// The first of these that holds for *all* of them: names of classes; those but for case and blanks; false and true; the numbers that stand in the
  /// classes' names; the classes' numbers. Where none does, they are names that the model does not know.
  ///
  /// Where little of the corpus was there to see, numbers and truth values are taken for classes only if what was seen speaks against any other
  /// reading: 1 may be a class, or the least of five stars.
  static func decide(_ census: LabelCensus, _ classes: ClassNames) -> LabelRule? {
    let isPartial = census.partialRows != nil
    if census.areVectors(classes: classes.names.count) {
      // A list of class numbers has none twice.
      return LabelRule(isPartial && census.lists.repeated.count == 0 ? .asWritten : .vectors)
    }
    guard !classes.names.isEmpty else { return nil }
    let labels = census.labels.filter { !MissingLabel.isOne($0, classes) }
    guard !labels.isEmpty else { return nil }
    if labels.allSatisfy({ classes.named($0) != nil }) { return LabelRule(.names) }
    if labels.allSatisfy({ classes.namedLoosely($0) != nil }) { return LabelRule(.namesByCase) }
    // In a list, true says that the text has the label of its place, not which one.
    if !census.hasLists, labels.allSatisfy({ classes.truth($0) != nil }) {
      return LabelRule(isPartial && Set(labels.compactMap(classes.truth)).count < 2 ? .asWritten : .trueFalse)
    }
    let numbers = Set(labels.compactMap { LabelNumber.parse($0) })
    guard labels.allSatisfy({ LabelNumber.parse($0) != nil }) else { return LabelRule(.asWritten) }
    let areClasses = numbers.allSatisfy { classes.numbered($0) != nil }
    let areInNames = numbers.allSatisfy { classes.byNumber?[$0] != nil }
    let isSame = areClasses && numbers.allSatisfy { classes.numbered($0) == classes.byNumber?[$0] }
    if areInNames, !isSame {
      // A 0 may come that no name has, which would make the others numbers of classes.
      let isSure = !areClasses || numbers.contains(0)
      return LabelRule(isPartial && !isSure ? .asWritten : .numbersInNames)
    }
    return LabelRule(areClasses && (!isPartial || numbers.contains(0)) ? .classNumbers : .asWritten)
  }
}
