import Store
import Support

/// Reads the labels of a corpus by one rule.
struct LabelReading: Sendable {
  let classes: ClassNames
  /// Nil where no label decided a rule; then names of classes are read.
  let rule: LabelRule?

  /// Key of the map without case and blanks -> the keys with this form, sorted.
  private let looseKeys: [String: [String]]

  init(_ classes: ClassNames, rule: LabelRule?) {
    self.classes = classes
    self.rule = rule
    looseKeys = Dictionary(grouping: (rule?.map ?? [:]).keys.sorted().map(\.string), by: Self.key)
  }

  /// The class of a label; nil where the rule does not apply to the label, or maps it to no class.
  func className(of label: String) -> String? {
    switch rule?.kind {
    case .names: classes.named(label)
    case .asWritten, .vectors, nil: classes.spelled(label)
    case .namesByCase: classes.namedLoosely(label)
    case .classNumbers: LabelNumber.parse(label).flatMap(classes.numbered)
    case .trueFalse: classes.truth(label)
    case .numbersInNames: LabelNumber.parse(label).flatMap { classes.byNumber?[$0] }
    // A map's key stands for all spellings of a label.
    case .map: mapped(label) ?? classes.spelled(label)
    }
  }

  /// The keys of a map that a label may mean, none of them spelled like the label; empty where one is.
  func mapKeys(like label: String) -> [String] {
    rule?.map[ExactString(label)] == nil ? looseKeys[Self.key(label)] ?? [] : []
  }

  /// The class of a label in the map: of the key with the same bytes, else of keys that differ in case, blanks or the like; nil where such
  /// keys contradict each other.
  private func mapped(_ label: String) -> String? {
    if let name = rule?.map[ExactString(label)] { return name }
    let names = Set((looseKeys[Self.key(label)] ?? []).compactMap { rule?.map[ExactString($0)] })
    return names.count == 1 ? names.first : nil
  }

  /// The ambiguity of a label that is no class because keys of the map contradict each other: "'Pos' may be 'POS' or 'pos' of --label-map";
  /// nil for other labels.
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

  /// The gold label in the store: the class, else the corpus' value; nil for no label, blanks and words for missing values.
  func gold(_ label: String?) -> String? {
    guard let label, !label.allSatisfy(\.isWhitespace), !isMissing(label) else { return nil }
    return className(of: label) ?? label
  }

  /// The gold labels of a list, each once: classes in the model's order, then other values of the corpus.
  func gold(list elements: [String]) -> [String] {
    let isVector = rule?.kind == .vectors && LabelList.isVector(elements, classes: classes.names.count)
    let labels =
      isVector
      ? zip(elements, classes.names).filter { LabelList.bit($0.0) == true }.map(\.1) : elements.compactMap { gold($0) }
    let found = Set(labels.map { ExactString($0) })
    let known = classes.names.map { ExactString($0) }.filter(found.contains)
    return (known + found.subtracting(known).sorted()).map(\.string)
  }

  /// The keys of a map that match none of these labels, sorted.
  func unmet(among labels: [String]) -> [String] {
    let met = Set(labels.flatMap { mapKeys(like: $0) + [$0] }.map { ExactString($0) })
    return LabelReport.sorted((rule?.map ?? [:]).keys.filter { !met.contains($0) }.map(\.string))
  }

  /// The form of a label by which spellings are compared: a number however it is written, else the name without case and blanks.
  private static func key(_ label: String) -> String { LabelNumber.parse(label).map { String($0) } ?? label.loosened }
}
