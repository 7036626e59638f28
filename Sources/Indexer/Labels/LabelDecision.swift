import Store

extension LabelRule {
  /// The rule that the labels of a corpus' first rows follow; nil where there are no labels, or the model has no classes.
  ///
  /// It is the first of these that holds for *all* labels: they are names of classes; names without case and blanks; false and true; the
  /// numbers that occur in the classes' names; the classes' numbers. Where none holds, the labels are kept as they are written.
  ///
  /// Where only little of the corpus could be inspected, numbers and truth values count as classes only if the inspected labels contradict
  /// any other reading: 1 may be a class, or the lowest of five stars.
  static func decide(_ census: LabelCensus, _ classes: ClassNames) -> LabelRule? {
    let isPartial = census.partialRows != nil
    if census.areVectors(classes: classes.names.count) {
      // A list of class numbers has no number twice.
      return LabelRule(isPartial && census.lists.repeated.count == 0 ? .asWritten : .vectors)
    }
    guard !classes.names.isEmpty else { return nil }
    let labels = census.labels.filter { !MissingLabel.isOne($0, classes) }
    guard !labels.isEmpty else { return nil }
    if labels.allSatisfy({ classes.named($0) != nil }) { return LabelRule(.names) }
    if labels.allSatisfy({ classes.namedLoosely($0) != nil }) { return LabelRule(.namesByCase) }
    // In a list, true says that the text has the label of that position, not which label it is.
    if !census.hasLists, labels.allSatisfy({ classes.truth($0) != nil }) {
      return LabelRule(isPartial && Set(labels.compactMap(classes.truth)).count < 2 ? .asWritten : .trueFalse)
    }
    let numbers = Set(labels.compactMap { LabelNumber.parse($0) })
    guard labels.allSatisfy({ LabelNumber.parse($0) != nil }) else { return LabelRule(.asWritten) }
    let areClasses = numbers.allSatisfy { classes.numbered($0) != nil }
    let areInNames = numbers.allSatisfy { classes.byNumber?[$0] != nil }
    let isSame = areClasses && numbers.allSatisfy { classes.numbered($0) == classes.byNumber?[$0] }
    if areInNames, !isSame {
      // A later 0, which no name has, would turn the other numbers into class numbers.
      let isSure = !areClasses || numbers.contains(0)
      return LabelRule(isPartial && !isSure ? .asWritten : .numbersInNames)
    }
    return LabelRule(areClasses && (!isPartial || numbers.contains(0)) ? .classNumbers : .asWritten)
  }
}
