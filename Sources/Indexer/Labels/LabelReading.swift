import Store

/// Reads the labels of a corpus by one rule.
struct LabelReading: Sendable {
  let classes: ClassNames
  /// Nil where no label was seen from which a rule could follow; then names of classes are taken.
  let rule: LabelRule?

  /// Value of a map without case and blanks -> the values that are written so, by the alphabet.
  private let looseKeys: [String: [String]]

  init(_ classes: ClassNames, rule: LabelRule?) {
    self.classes = classes
    self.rule = rule
    looseKeys = Dictionary(grouping: (rule?.map ?? [:]).keys.sorted().map(\.string), by: Self.key)
  }

  /// The class that a label means; nil where it is outside the rule or means none.
  func className(of label: String) -> String? {
    switch rule?.kind {
    case .names: classes.named(label)
    case .asWritten, .vectors, nil: classes.spelled(label)
    case .namesByCase: classes.namedLoosely(label)
    case .classNumbers: LabelNumber.parse(label).flatMap(classes.numbered)
    case .trueFalse: classes.truth(label)
    case .numbersInNames: LabelNumber.parse(label).flatMap { classes.byNumber?[$0] }
    // Whoever writes a map means all ways to write its labels.
    case .map: mapped(label) ?? classes.spelled(label)
    }
  }

  /// The values of a map that a label may mean, none of which is written like it; none where one is.
  func mapKeys(like label: String) -> [String] {
    rule?.map[ExactString(label)] == nil ? looseKeys[Self.key(label)] ?? [] : []
  }

  /// The class that the map has for a label as it is written, else for one that differs in case, blanks and the like; nil where such ones contradict
  /// each other.
  private func mapped(_ label: String) -> String? {
    if let name = rule?.map[ExactString(label)] { return name }
    let names = Set((looseKeys[Self.key(label)] ?? []).compactMap { rule?.map[ExactString($0)] })
    return names.count == 1 ? names.first : nil
  }

  /// What a label that no class is may be, by a map that contradicts itself on it: "'Pos' may be 'POS' or 'pos' of --label-map"; nil for another.
  func doubt(about label: String) -> String? {
    let keys = mapKeys(like: label)
    guard keys.count > 1, className(of: label) == nil else { return nil }
    return "\(LabelReport.quoted(label)) may be \(keys.map(LabelReport.quoted).joined(separator: " or ")) of --label-map"
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
    let met = Set(labels.flatMap { mapKeys(like: $0) + [$0] }.map { ExactString($0) })
    return LabelReport.sorted((rule?.map ?? [:]).keys.filter { !met.contains($0) }.map(\.string))
  }

  /// Numbers are the same however they are written.
  private static func key(_ label: String) -> String { LabelNumber.parse(label).map { String($0) } ?? label.loosened }
}
