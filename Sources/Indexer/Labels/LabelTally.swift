import Store
import Support

/// Counts gold labels to which the rule does not apply and that did not occur among the first rows, from which the rule follows.
struct LabelTally {
  private static let most = 10

  let reading: LabelReading
  /// Number of rows with a label.
  private(set) var labelled = 0

  private let known: Set<ExactString>
  private let partialRows: Int?
  private var rows = 0
  private var examples: Set<ExactString> = []
  /// Number of rows whose label is a word for a missing value, and one of the words.
  private var missing: (rows: Int, word: String) = (0, "")
  private var hasMore = false

  /// - Parameters:
  ///   - reading: The rule by which labels are read.
  ///   - census: Labels of the first rows, which the user has been told about.
  init(_ reading: LabelReading, known census: LabelCensus) {
    self.reading = reading
    known = Set(census.counts.keys)
    partialRows = census.partialRows
  }

  /// Counts a label of the corpus.
  /// - Returns: The gold label in the store.
  mutating func read(_ label: String?) -> String? {
    guard let label, !label.allSatisfy(\.isWhitespace) else { return nil }
    if reading.isMissing(label) {
      if !known.contains(ExactString(label)) { missing = (missing.rows + 1, label) }
      return nil
    }
    labelled += 1
    // The row is refused, and a label this long is not to be kept in memory.
    guard AttributionStore.objection(toLabel: label) == nil else { return label }
    if let name = reading.className(of: label) { return name }
    let exact = ExactString(label)
    guard !reading.classes.names.isEmpty, !known.contains(exact) else { return label }
    rows += 1
    if examples.count < Self.most { examples.insert(exact) } else if !examples.contains(exact) { hasMore = true }
    return label
  }

  /// Counts the labels of a row, and replaces them by the gold labels in the store.
  mutating func read(_ row: inout CorpusRow) {
    guard let elements = row.labels else {
      row.label = read(row.label)
      return
    }
    let gold = reading.gold(list: elements)
    if reading.rule?.kind != .vectors { for element in elements { _ = read(element) } }
    row.label = gold.count == 1 ? gold[0] : nil
    row.labels = gold.count == 1 ? nil : gold
  }

  /// A sentence about labels that have the spelling of a class and so cannot be distinguished from it in the store.
  private var ambiguity: String {
    let names = LabelReport.sorted(examples.map(\.string).filter { reading.classes.spelled($0) != nil })
    guard !names.isEmpty else { return "" }
    return
      ", where \(names.map(LabelReport.quoted).joined(separator: " and ")) cannot be told from the class of that name and \(names.count == 1 ? "counts" : "count") as it: "
      + "write all labels of the column in one way"
  }

  private var doubts: String {
    LabelReport.sorted(examples.map(\.string)).compactMap { reading.doubt(about: $0) }.map { ", where \($0)" }.joined()
  }

  /// A notice at the end of a run that is no warning; nil where there is none.
  var notice: String? {
    guard missing.rows > 0 else { return nil }
    return
      "\(missing.rows.grouped) row\(missing.rows == 1 ? " has" : "s have") no label behind the first rows of the corpus, but a word "
      + "for a missing value, such as \(LabelReport.quoted(missing.word))"
  }

  /// A warning at the end of a run; nil where there is none.
  var warning: String? {
    guard rows > 0 else { return nil }
    let list = LabelReport.sorted(examples.map(\.string)).map(LabelReport.quoted).joined(separator: ", ") + (hasMore ? " and more" : "")
    return
      "\(rows.grouped) row\(rows == 1 ? " has a label" : "s have labels") that \(rows == 1 ? "is" : "are") no class of the model, "
      + "behind the first rows of the corpus: \(list); kept as written" + doubts + ambiguity
      + (partialRows.map { "; how labels are read was decided on \(LabelReport.first($0))" } ?? "")
  }
}
