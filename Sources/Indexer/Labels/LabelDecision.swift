import Store

extension LabelRule {
  /// The rule that the labels of the first rows of a corpus follow; nil where there are none, or the model has no classes.
  ///
  /// The first of these that holds for *all* of them: names of classes; those but for case and blanks; the classes' numbers, or the numbers that
  /// stand in the classes' names; false and true. Where none does, they are names that the model does not know.
  static func decide(_ census: LabelCensus, _ classes: ClassNames) -> LabelRule? {
    if census.areVectors(classes: classes.names.count) { return LabelRule(.vectors) }
    guard !classes.names.isEmpty else { return nil }
    let labels = census.labels.filter { !MissingLabel.isOne($0, classes) }
    guard !labels.isEmpty else { return nil }
    if labels.allSatisfy({ classes.named($0) != nil }) { return LabelRule(.names) }
    if labels.allSatisfy({ classes.namedLoosely($0) != nil }) { return LabelRule(.namesByCase) }
    // In a list, true says that the text has the label of its place, not which one.
    if !census.hasLists, labels.allSatisfy({ classes.truth($0) != nil }) { return LabelRule(.trueFalse) }
    let numbers = Set(labels.compactMap { LabelNumber.parse($0) })
    guard labels.allSatisfy({ LabelNumber.parse($0) != nil }) else { return LabelRule(.asWritten) }
    let areClasses = numbers.allSatisfy { classes.numbered($0) != nil }
    let areInNames = numbers.allSatisfy { classes.byNumber?[$0] != nil }
    // Classes count from 0: where both readings are possible and differ, a 0 speaks for them, and its absence for the names.
    if areClasses, !areInNames || numbers.contains(0) || numbers.allSatisfy({ classes.numbered($0) == classes.byNumber?[$0] }) {
      return LabelRule(.classNumbers)
    }
    return LabelRule(areInNames ? .numbersInNames : .asWritten)
  }
}
