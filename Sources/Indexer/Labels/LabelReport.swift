import Store
import Support

/// A report on the labels of a corpus' first rows: a phrase for the line about columns, and warnings.
struct LabelReport {
  private let census: LabelCensus
  private let reading: LabelReading
  private let column: String
  /// The labels in the order of display, without words for missing values.
  private let labels: [String]
  /// Words for missing values among the labels.
  private let missing: [String]

  /// - Parameters:
  ///   - census: The labels.
  ///   - reading: The rule by which they are read.
  ///   - column: The labels' column.
  init(_ census: LabelCensus, _ reading: LabelReading, column: String) {
    self.census = census
    self.reading = reading
    self.column = column
    let all = Self.sorted(census.labels)
    labels = all.filter { !reading.isMissing($0) }
    missing = all.filter { reading.isMissing($0) }
  }

  private var classes: ClassNames { reading.classes }
  /// Labels that are no class.
  private var outside: [String] { labels.filter { reading.className(of: $0) == nil } }

  /// The rule in words; nil where the labels are names of classes.
  private var meaning: String? {
    switch reading.rule?.kind {
    case .names, .asWritten, .map, .vectors, nil: nil
    case .namesByCase: "classes of the model but for case and blanks"
    case .classNumbers: "class numbers"
    case .trueFalse: "true for '\(classes.names[1])' and false for '\(classes.names[0])'"
    case .numbersInNames: "the numbers in the names of classes"
    }
  }

  /// A phrase such as "5 values, none a class of the model", with the number of rows where only few decided it.
  var phrase: String {
    let isDecided = reading.rule != nil && !labels.isEmpty
    return values + (isDecided ? census.partialRows.map { "; decided on \(Self.first($0))" } ?? "" : "")
  }

  private var values: String {
    let count = labels.count
    let values = "\(count.grouped) value\(count == 1 ? "" : "s")"
    guard !classes.names.isEmpty, reading.rule != nil, count > 0 else { return values }
    if reading.rule?.kind == .vectors { return "lists of a 0 or 1 for each class of the model" }
    let known = count - outside.count
    if known == 0 { return "\(values), \(count == 1 ? "no" : "none a") class of the model" }
    if reading.rule?.kind == .map { return "\(values), \(known == count ? "" : "\(known) of them ")classes by --label-map" }
    let meaning = meaning ?? (known == 1 ? "a class of the model" : "classes of the model")
    return "\(values), \(known == count ? "" : "\(known) of them ")\(meaning)"
  }

  /// Notices that are no warnings, one sentence each.
  var notices: [String] { [spellings, missingWords].compactMap(\.self) }

  private var spellings: String? {
    let isMap = reading.rule?.kind == .map
    guard isMap || reading.rule?.kind == .namesByCase else { return nil }
    let others: [(label: String, name: String)] = labels.compactMap { label in
      let name = isMap ? reading.mapKeys(like: label).first : classes.spelled(label) == nil ? reading.className(of: label) : nil
      guard let name, reading.className(of: label) != nil, LabelNumber.parse(label) == nil else { return nil }
      return (label, name)
    }
    guard !others.isEmpty else { return nil }
    let list = others.prefix(5).map { label, name in
      "\(Self.quoted(label)) for \(Self.quoted(name))\(label == name ? " of other code points" : "")"
    }.joined(separator: ", ")
    return "labels in '\(column)' are taken for \(isMap ? "those of --label-map" : "classes") but for case and blanks: \(list)"
      + (others.count > 5 ? " and so on" : "")
  }

  private var missingWords: String? {
    guard !missing.isEmpty else { return nil }
    let rows = rows(missing)
    return "\(Self.list(missing)) in '\(column)' \(missing.count == 1 ? "is" : "are") taken for missing values, not for labels "
      + "(in \(rows.grouped) of the first rows)"
  }

  /// A sentence about keys of the map that match no label; nil where all do. `isWhole`: whether all rows were inspected.
  func unmetKeys(isWhole: Bool) -> (text: String, isWarning: Bool)? {
    let unmet = reading.unmet(among: labels)
    guard !unmet.isEmpty else { return nil }
    // Where labels are no class, an unmatched key is probably a misspelling of one of them.
    let isWarning = unmet.count == reading.rule?.map.count || !outside.isEmpty
    let text =
      "\(Self.list(unmet)) of --label-map \(unmet.count == 1 ? "is no label" : "are no labels") of the column '\(column)', which has "
      + (labels.isEmpty ? "no labels" : Self.list(labels)) + (isWhole ? "" : " in its first rows")
      + (isWarning && hasNoClass
        ? ": none of these is a class of the model, they are kept as written, and no accuracy is given" : "")
    return (text, isWarning)
  }

  /// Whether there are labels, and none of them is a class.
  var hasNoClass: Bool { !labels.isEmpty && outside.count == labels.count }

  private func rows(_ labels: [String]) -> Int { labels.reduce(0) { $0 + (census.counts[ExactString($1)] ?? 0) } }

  /// A warning about labels that are no class, or a class by mistake; nil where there are none.
  var warning: String? {
    if let hasty { return hasty }
    return finding.map { finding in finding + (census.partialRows.map { "; this was decided on \(Self.first($0))" } ?? "") }
  }

  /// A warning where labels would be classes if all rows were like the few that could be inspected.
  private var hasty: String? {
    guard let rows = census.partialRows, reading.rule?.kind == .asWritten else { return nil }
    var all = census
    all.partialRows = nil
    guard let likely = LabelRule.decide(all, classes), likely.kind != .asWritten else { return nil }
    let likelyReading = LabelReading(classes, rule: likely)
    let pairs = labels.compactMap { label in likelyReading.className(of: label).map { (label: label, name: $0) } }
    let numbered = classes.names.enumerated().map { (label: "\($0.offset)", name: $0.element) }
    let map: String? =
      switch likely.kind {
      case .vectors: nil
      case .classNumbers: option(numbered)
      case .trueFalse: option([("false", classes.names[0]), ("true", classes.names[1])])
      default: option(pairs)
      }
    return "labels in '\(column)' are kept as written, for that was decided on \(Self.first(rows)): \(Self.list(labels)) may be "
      + (LabelReport(all, likelyReading, column: column).meaning ?? "lists of a 0 or 1 for each class")
      + " or something else; write the corpus "
      + "to a file first" + (map.map { ", or add \($0) where that is what they are" } ?? "")
  }

  private var finding: String? {
    guard !classes.names.isEmpty, !labels.isEmpty, reading.rule?.kind != .vectors else { return nil }
    if !outside.isEmpty { return outsideWarning }
    guard reading.rule?.kind == .classNumbers else { return nil }
    let numbers = labels.compactMap { LabelNumber.parse($0) }
    if !numbers.contains(0), let first = numbers.min(), let name = classes.numbered(first) {
      return
        "no label in '\(column)' is 0: \(Self.list(labels)) \(labels.count == 1 ? "is" : "are") taken for the numbers of the model's classes, "
        + "which begin at 0 (\(first) is '\(name)'); where the corpus counts from 1, \(shifted.map { "add \($0)" } ?? "--label-map says so")"
    }
    if let byNumber = classes.byNumber,
      let example = numbers.sorted().first(where: { byNumber[$0] != nil && byNumber[$0] != classes.numbered($0) })
    {
      return
        "the labels in '\(column)' are taken for the numbers of the model's classes, so that \(example) is '\(classes.names[example])' and not "
        + "'\(byNumber[example] ?? "")': --label-map says otherwise"
    }
    return nil
  }

  private var outsideWarning: String {
    let kept =
      census.hasLists
      ? "each value of a list is kept as a label of its own, as it is written"
      : "\(outside.count == 1 ? "it is" : "they are") kept as written"
    let numbers = outside.compactMap { LabelNumber.parse($0) }
    let count = classes.names.count
    if numbers.count == outside.count, reading.rule?.kind != .map, labels.allSatisfy({ LabelNumber.parse($0) != nil }),
      reading.rule?.kind == .asWritten
    {
      let all = labels.compactMap { LabelNumber.parse($0) }
      let inNames = all.contains(0) ? [] : classes.byNumber.map { $0.keys.sorted() } ?? []
      let range =
        inNames.first.flatMap { first in inNames.last.map { "the names of the model's classes have \(first) to \($0)" } }
        ?? "the model's classes are numbered from 0 to \(count - 1)"
      if inNames.isEmpty, let least = all.min(), let most = all.max(), least == 1, most == count {
        return "the labels in '\(column)' are numbered from 1 to \(most), \(range): they are kept as written, and none is a class; "
          + "\(shifted.map { "where 1 is '\(classes.names[0])', add \($0)" } ?? "--label-map says which is which")"
      }
      let others = outside.filter { label in
        LabelNumber.parse(label).map { inNames.isEmpty ? classes.numbered($0) == nil : !inNames.contains($0) } ?? true
      }
      return
        "labels in '\(column)' are not among the model's classes: \(Self.list(others)), where \(range); all labels are kept as written: "
        + "check that the corpus numbers its labels as the model does, or say which is which with --label-map"
    }
    let share = "\(rows(outside).grouped) of the first \(rows(labels).grouped) \(census.unit)"
    if let meaning {
      return
        "\(outside.count == 1 ? "a label" : "labels") in '\(column)' \(outside.count == 1 ? "is" : "are") not read as \(meaning), as this store's "
        + "labels are: \(Self.list(outside)) (\(share)); \(kept)"
    }
    if outside.count == labels.count {
      return "no label in '\(column)' is a class of the model: \(Self.list(outside)), where the classes are \(Self.list(classes.names)); "
        + "\(kept), and no accuracy is given; \(reading.rule?.kind == .map ? doubts ?? "--label-map has none of them" : map ?? "--label-map LABEL=CLASS,... says which is which")"
    }
    return "\(outside.count == 1 ? "a label" : "labels") in '\(column)' \(outside.count == 1 ? "is" : "are") no class of the model: "
      + "\(Self.list(outside)) (\(share)); \(kept), and a text with \(outside.count == 1 ? "it" : "one of them") is neither right nor wrong: it is left out of accuracy and the like"
      + (doubts.map { "; \($0)" } ?? "") + (map.map { "; \($0)" } ?? "")
  }

  /// A warning about labels for which the map contradicts itself.
  private var doubts: String? {
    let doubts = outside.compactMap { reading.doubt(about: $0) }
    return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
  }

  /// The option that maps 1, 2, ... to the classes in order.
  private var shifted: String? {
    option(classes.names.enumerated().map { (label: "\($0.offset + 1)", name: $0.element) })
  }

  /// The option that maps labels which differ from a class only in case and blanks, or number the classes as "LABEL_0" does; or advice on
  /// writing several labels.
  private var map: String? {
    if census.isOfSets, let several = outside.first(where: { !parts($0).isEmpty }) {
      return "write several labels as a JSON list: [\(parts(several).map { "\"\($0)\"" }.joined(separator: ", "))]"
    }
    if census.isOfSets, let vector = census.lists.bits[classes.names.count], classes.names.count > 1 {
      return "row \(vector.firstRow) has a list like one of a 0 or 1 for each class: write all labels of the column in one way"
    }
    let alike = outside.compactMap { label in classes.namedLoosely(label).map { (label: label, name: $0) } }
    if !alike.isEmpty { return option(alike).map { "to take some for classes, add \($0)" } }
    let numbered = outside.compactMap { label in LabelNumber.inside(label).map { (label: label, number: $0) } }
    guard outside.count == labels.count, numbered.count == labels.count, numbered.contains(where: { $0.number == 0 }) else { return nil }
    let pairs = numbered.compactMap { label in classes.numbered(label.number).map { (label: label.label, name: $0) } }
    guard pairs.count == labels.count, Set(pairs.map(\.name)).count == pairs.count, let first = pairs.first else { return nil }
    return option(pairs).map { "where '\(first.label)' is '\(first.name)', add \($0)" }
  }

  /// The classes in a text that separates them with commas or the like; empty where the text is none.
  private func parts(_ label: String) -> [String] {
    let parts = label.split { ",;|".contains($0) }.map { classes.namedLoosely(String($0)) }
    return parts.count > 1 && !parts.contains(nil) ? parts.compactMap(\.self) : []
  }

  /// The option for these pairs; nil where it would be too long, or a name contains a separator of pairs.
  private func option(_ pairs: [(label: String, name: String)]) -> String? {
    guard pairs.count <= 10, !pairs.contains(where: { ($0.label + $0.name).contains { ",=".contains($0) } }) else { return nil }
    return "--label-map \(pairs.map { "\($0.label)=\($0.name)" }.joined(separator: ",").shellQuoted)"
  }
}
