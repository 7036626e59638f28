import Store

/// What becomes of the labels of a corpus' first rows, for people: a phrase for the line about the columns, and what they ought to be warned of.
struct LabelReport {
  private let census: LabelCensus
  private let reading: LabelReading
  private let column: String

  /// - Parameters:
  ///   - census: The labels.
  ///   - reading: How they are read.
  ///   - column: The column they stand in.
  init(_ census: LabelCensus, _ reading: LabelReading, column: String) {
    self.census = census
    self.reading = reading
    self.column = column
  }

  private var classes: ClassNames { reading.classes }
  private var labels: [String] { Self.sorted(census.counts.keys) }
  /// Labels that mean no class.
  private var outside: [String] { labels.filter { reading.className(of: $0) == nil } }

  /// The rule in words; nil where the labels are the names of classes.
  private var meaning: String? {
    switch reading.rule?.kind {
    case .names, .asWritten, .map, .vectors, nil: nil
    case .namesByCase: "classes of the model but for case and blanks"
    case .classNumbers: "class numbers"
    case .trueFalse: "true for '\(classes.names[1])' and false for '\(classes.names[0])'"
    case .numbersInNames: "the numbers in the names of classes"
    }
  }

  /// "5 values, none a class of the model"
  var phrase: String {
    let count = labels.count
    let values = "\(ProgressLine.grouped(count)) value\(count == 1 ? "" : "s")"
    guard !classes.names.isEmpty, reading.rule != nil, count > 0 else { return values }
    if reading.rule?.kind == .vectors { return "lists of a 0 or 1 for each class of the model" }
    let known = count - outside.count
    if known == 0 { return "\(values), \(count == 1 ? "no" : "none a") class of the model" }
    if reading.rule?.kind == .map { return "\(values), \(known == count ? "" : "\(known) of them ")classes by --label-map" }
    let meaning = meaning ?? (known == 1 ? "a class of the model" : "classes of the model")
    return "\(values), \(known == count ? "" : "\(known) of them ")\(meaning)"
  }

  /// What the user ought to know that is no fault.
  var notice: String? {
    guard reading.rule?.kind == .namesByCase else { return nil }
    let others = labels.filter { classes.named($0) == nil }
    guard !others.isEmpty else { return nil }
    let list = others.prefix(5).map { "\(Self.quoted($0)) for \(Self.quoted(reading.className(of: $0) ?? $0))" }.joined(separator: ", ")
    return "labels in '\(column)' are taken for classes but for case and blanks: \(list)\(others.count > 5 ? " and so on" : "")"
  }

  /// What a label may be that is no class, or a class by mistake; nil where all is well.
  var warning: String? {
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
    let kept = "\(outside.count == 1 ? "it is" : "they are") kept as written"
    let numbers = outside.compactMap { LabelNumber.parse($0) }
    let count = classes.names.count
    if numbers.count == outside.count, reading.rule?.kind != .map, labels.allSatisfy({ LabelNumber.parse($0) != nil }),
      reading.rule?.kind == .asWritten
    {
      let all = labels.compactMap { LabelNumber.parse($0) }
      let range = "the model's classes are numbered from 0 to \(count - 1)"
      if let least = all.min(), let most = all.max(), least == 1, most == count {
        return "the labels in '\(column)' are numbered from 1 to \(most), \(range): they are kept as written, and none is a class; "
          + "\(shifted.map { "where 1 is '\(classes.names[0])', add \($0)" } ?? "--label-map says which is which")"
      }
      let others = outside.filter { LabelNumber.parse($0).flatMap(classes.numbered) == nil }
      return
        "labels in '\(column)' are not among the model's classes: \(Self.list(others)), where \(range); all labels are kept as written: "
        + "check that the corpus numbers its labels as the model does, or say which is which with --label-map"
    }
    let rows = outside.reduce(0) { $0 + (census.counts[$1] ?? 0) }
    let share = "\(ProgressLine.grouped(rows)) of the first \(ProgressLine.grouped(census.labelled)) \(census.unit)"
    if let meaning {
      return
        "\(outside.count == 1 ? "a label" : "labels") in '\(column)' \(outside.count == 1 ? "is" : "are") not read as \(meaning), as this store's "
        + "labels are: \(Self.list(outside)) (\(share)); \(kept)"
    }
    if outside.count == labels.count {
      return "no label in '\(column)' is a class of the model: \(Self.list(outside)), where the classes are \(Self.list(classes.names)); "
        + "\(kept), and no accuracy is given; \(reading.rule?.kind == .map ? "--label-map has none of them" : map ?? "--label-map LABEL=CLASS,... says which is which")"
    }
    return "\(outside.count == 1 ? "a label" : "labels") in '\(column)' \(outside.count == 1 ? "is" : "are") no class of the model: "
      + "\(Self.list(outside)) (\(share)); \(kept), and no prediction can agree with \(outside.count == 1 ? "it" : "them")"
      + (map.map { "; \($0)" } ?? "")
  }

  /// The option that maps 1, 2, ... to the classes in their order.
  private var shifted: String? {
    option(classes.names.enumerated().map { (label: "\($0.offset + 1)", name: $0.element) })
  }

  /// The option that maps what is a class but for case and blanks.
  private var map: String? {
    let pairs = outside.compactMap { label in classes.namedLoosely(label).map { (label: label, name: $0) } }
    return pairs.isEmpty ? nil : option(pairs).map { "to take some for classes, add \($0)" }
  }

  /// Nil where it would be too long, or names have what separates pairs.
  private func option(_ pairs: [(label: String, name: String)]) -> String? {
    guard pairs.count <= 10, !pairs.contains(where: { ($0.label + $0.name).contains { ",=".contains($0) } }) else { return nil }
    return "--label-map \(pairs.map { "\($0.label)=\($0.name)" }.joined(separator: ",").shellQuoted)"
  }

  /// Numbers by size, names by the alphabet.
  static func sorted(_ labels: some Sequence<String>) -> [String] {
    labels.sorted { (LabelNumber.parse($0) ?? .max, $0) < (LabelNumber.parse($1) ?? .max, $1) }
  }

  /// A label in quotes, a long one cut.
  static func quoted(_ label: String) -> String {
    let most = 60
    return label.count > most ? "'\(label.prefix(most))…'" : "'\(label)'"
  }

  /// The first few, quoted.
  static func list(_ labels: [String]) -> String {
    labels.prefix(10).map(quoted).joined(separator: ", ")
      + (labels.count > 10 ? " and \(ProgressLine.grouped(labels.count - 10)) more" : "")
  }
}
