import Store

extension LabelReading {
  /// The reason why a row's labels cannot be read; nil where they can. For a model that gives one label, a text that only looks like a list
  /// is the label.
  /// - Parameters:
  ///   - row: The row as the corpus has it.
  ///   - asSets: Whether the model gives texts several labels.
  ///   - column: The column of the labels.
  /// - Returns: The reason, for display after "row 3: ".
  func objection(to row: inout CorpusRow, asSets: Bool, column: String) -> String? {
    guard row.takeLabels(asSets: asSets) else { return LabelList.refusal(column: column) }
    guard asSets else { return nil }
    if let elements = row.labels { return objection(toList: elements, column: column) }
    guard let label = row.label, !label.allSatisfy(\.isWhitespace), !isMissing(label) else { return nil }
    if LabelList.isLike(label) { return LabelList.notJSON(column: column) }
    return rule?.kind == .vectors ? LabelList.noList(column: column) : nil
  }

  private func objection(toList elements: [String], column: String) -> String? {
    let count = classes.names.count
    switch rule?.kind {
    case .vectors where !elements.isEmpty && !LabelList.isVector(elements, classes: count):
      return elements.count == count
        ? LabelList.notBits(column: column) : LabelList.wrongLength(elements.count, classes: count, column: column)
    case .classNumbers where Set(elements.map { LabelNumber.parse($0) }).count < elements.count:
      return
        "'\(column)' has a class number twice, as a list of a 0 or 1 for each class may, but the lists of this column are class numbers"
    default: return nil
    }
  }
}
