import Store

/// Reads the labels of a corpus by one rule.
struct LabelReading: Sendable {
  let classes: ClassNames
  /// Nil where no label was seen from which a rule could follow; then names of classes are taken.
  let rule: LabelRule?

  /// The values of a map without case and blanks.
  private let looseMap: [String: String]

  init(_ classes: ClassNames, rule: LabelRule?) {
    self.classes = classes
    self.rule = rule
    looseMap = Dictionary((rule?.map ?? [:]).map { (Self.key($0.key), $0.value) }) { first, _ in first }
  }

  /// The class that a label means; nil where it is outside the rule or means none.
  func className(of label: String) -> String? {
    switch rule?.kind {
    case .names, .asWritten, .vectors, nil: classes.named(label)
    case .namesByCase: classes.namedLoosely(label)
    case .classNumbers: LabelNumber.parse(label).flatMap(classes.numbered)
    case .trueFalse: classes.truth(label)
    case .numbersInNames: LabelNumber.parse(label).flatMap { classes.byNumber?[$0] }
    // Whoever writes a map means all ways to write its labels.
    case .map: rule?.map[label] ?? looseMap[Self.key(label)] ?? classes.named(label)
    }
  }

  /// Whether a label is a word for a missing value, in a column whose labels are classes.
  func isMissing(_ label: String) -> Bool {
    guard MissingLabel.isOne(label, classes), rule?.kind != .asWritten, !classes.names.isEmpty else { return false }
    return className(of: label) == nil
  }

  /// The gold label as the store keeps it: the class, else what the corpus has; nil for none, for blanks, and for words that say so.
  func gold(_ label: String?) -> String? {
    guard let label, !label.allSatisfy(\.isWhitespace), !isMissing(label) else { return nil }
    return className(of: label) ?? label
  }

  /// The gold labels that a list stands for, each once: classes in the model's order, then what else the corpus has.
  func gold(list elements: [String]) -> [String] {
    let isVector = rule?.kind == .vectors && LabelList.isVector(elements, classes: classes.names.count)
    let labels =
      isVector
      ? zip(elements, classes.names).filter { LabelList.bit($0.0) == true }.map(\.1) : elements.compactMap { gold($0) }
    let found = Set(labels.map { ExactString($0) })
    let known = classes.names.map { ExactString($0) }.filter(found.contains)
    return (known + found.subtracting(known).sorted()).map(\.string)
  }

  /// The labels of a map that none of these is, by the alphabet.
  func unmet(among labels: [String]) -> [String] {
    let keys = Set(labels.map(Self.key))
    return LabelReport.sorted((rule?.map ?? [:]).keys.filter { !keys.contains(Self.key($0)) })
  }

  /// Numbers are the same however they are written.
  private static func key(_ label: String) -> String { LabelNumber.parse(label).map { String($0) } ?? label.loosened }
}
