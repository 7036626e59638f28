import Store

/// The gold labels of some rows, as the corpus has them. Labels are the same where their bytes are, as in a store.
struct LabelCensus: Sendable, Equatable {
  /// Label -> rows that have it.
  private(set) var counts: [ExactString: Int] = [:]
  /// Rows without a label.
  private(set) var unlabelled = 0
  /// What the lists are like.
  private(set) var lists = LabelListCensus()
  /// Fields that look like lists but are none in JSON.
  private(set) var unread = 0
  /// Row of the first of them.
  private(set) var firstUnread = 0
  /// Whether what is counted are the elements of lists, too.
  private(set) var hasLists = false
  /// Whether the model gives texts several labels; known once the census is settled.
  private(set) var isOfSets = false

  /// How many rows of the corpus these are, where they are neither all nor as many as are ever looked at, because a pipe had not sent more; else nil.
  var partialRows: Int?

  /// Rows with a label that is no list.
  private var single = 0
  /// Element of a list -> lists that have it, and what is, or looks like, a list as a text -> rows that have it: which of them counts depends on the model.
  private var (elements, texts): ([ExactString: Int], [ExactString: Int]) = ([:], [:])
  private var emptyLists = 0

  /// What is counted: "labelled rows", or labels where rows may have several.
  var unit: String { hasLists ? "labels" : "labelled rows" }

  /// Rows with a label; where rows have lists, the labels in them.
  var labelled: Int { counts.values.reduce(0, +) }

  /// The labels.
  var labels: [String] { counts.keys.map(\.string) }

  /// Whether all labels are lists of a 0 or 1 for each of so many classes.
  func areVectors(classes: Int) -> Bool { hasLists && lists.areVectors(classes: classes, single: single) }

  /// Why no list of the column `column` can be read, for a model of so many classes that gives several labels; nil where some can.
  func objectionToLists(classes: Int, column: String) -> String? {
    if unread > 0, unread == single, lists.filled == 0 { return "row \(firstUnread): \(LabelList.notJSON(column: column))" }
    return single == 0 ? lists.objection(classes: classes, column: column) : nil
  }

  /// Takes a row into account, whose label may be a list.
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

  /// Takes a row into account; nil stands for no label, and so does one of blanks.
  mutating func add(_ label: String?) {
    guard let label, !label.allSatisfy(\.isWhitespace) else { return unlabelled += 1 }
    Self.count(label, in: &counts)
  }

  /// The census for a model that gives texts several labels, for which each element of a list is one, or for one that does not, for which a list in
  /// a field of CSV is a text.
  func settled(asSets: Bool) -> LabelCensus {
    var census = self
    census.counts.merge(asSets ? elements : texts, uniquingKeysWith: +)
    (census.elements, census.texts, census.emptyLists) = ([:], [:], 0)
    census.isOfSets = asSets
    census.hasLists = asSets && (lists.filled > 0 || emptyLists > 0)
    if asSets { census.unlabelled += emptyLists }
    return census
  }

  /// A label that no store can hold makes its row a bad one.
  private static func count(_ label: String, in counts: inout [ExactString: Int]) {
    if AttributionStore.objection(toLabel: label) == nil { counts[ExactString(label), default: 0] += 1 }
  }
}
