import Store
import Support

/// The gold labels of some rows as the corpus has them, distinguished by their bytes as in a store.
struct LabelCensus: Sendable, Equatable {
  /// Label -> number of rows with it.
  private(set) var counts: [ExactString: Int] = [:]
  /// Number of rows without a label.
  private(set) var unlabelled = 0
  /// The labels that are lists.
  private(set) var lists = LabelListCensus()
  /// Number of fields that look like lists but are not JSON.
  private(set) var unread = 0
  /// Row number of the first such field.
  private(set) var firstUnread = 0
  /// Whether the counts include elements of lists.
  private(set) var hasLists = false
  /// Whether the model gives texts several labels; known once the census is settled.
  private(set) var isOfSets = false

  /// Number of inspected rows, where a pipe had not sent as many as would be inspected; nil where all, or as many as are ever inspected,
  /// were.
  var partialRows: Int?

  /// Number of rows whose label is no list.
  private var single = 0
  /// Element of a list -> number of lists with it; and text of a field that is, or looks like, a list -> number of rows with it. The model
  /// decides which of the two counts.
  private var (elements, texts): ([ExactString: Int], [ExactString: Int]) = ([:], [:])
  private var emptyLists = 0

  /// The unit of the counts: "labelled rows", or "labels" where a row may have several.
  var unit: String { hasLists ? "labels" : "labelled rows" }

  /// Number of labelled rows; where rows have lists, number of labels.
  var labelled: Int { counts.values.reduce(0, +) }

  /// The distinct labels.
  var labels: [String] { counts.keys.map(\.string) }

  /// Whether all labels are lists of a 0 or 1 for each of the model's classes.
  func areVectors(classes: Int) -> Bool { hasLists && lists.areVectors(classes: classes, single: single) }

  /// The reason why no list in a column can be read for a model that gives several labels; nil where some lists can.
  func objectionToLists(classes: Int, column: String) -> String? {
    if unread > 0, unread == single, lists.filled == 0 { return "row \(firstUnread): \(LabelList.notJSON(column: column))" }
    return single == 0 ? lists.objection(classes: classes, column: column) : nil
  }

  /// Counts a row, whose label may be a list.
  mutating func add(_ row: CorpusRow) {
    guard let list = row.labels else {
      single += row.label == nil ? 0 : 1
      guard let label = row.label, LabelList.isLike(label) else { return add(row.label) }
      if unread == 0 { firstUnread = row.place.row }
      unread += 1
      return Self.count(label, in: &texts)
    }
    lists.add(list, row: row.place.row)
    if list.isEmpty { emptyLists += 1 }
    for element in list { Self.count(element, in: &elements) }
    if let text = row.label { Self.count(text, in: &texts) }
  }

  /// Counts the label of a row; nil and blanks stand for no label.
  mutating func add(_ label: String?) {
    guard let label, !label.allSatisfy(\.isWhitespace) else { return unlabelled += 1 }
    Self.count(label, in: &counts)
  }

  /// The census for a model. Where the model gives texts several labels, each element of a list is a label; else a list in a field of CSV
  /// is a text.
  func settled(asSets: Bool) -> LabelCensus {
    var census = self
    census.counts.merge(asSets ? elements : texts, uniquingKeysWith: +)
    (census.elements, census.texts, census.emptyLists) = ([:], [:], 0)
    census.isOfSets = asSets
    census.hasLists = asSets && (lists.filled > 0 || emptyLists > 0)
    if asSets { census.unlabelled += emptyLists }
    return census
  }

  /// Counts a label, unless no store can hold it, so that its row is a bad one.
  private static func count(_ label: String, in counts: inout [ExactString: Int]) {
    if AttributionStore.objection(toLabel: label) == nil { counts[ExactString(label), default: 0] += 1 }
  }
}
