import Store

/// One text of the corpus, with its pair, labels and kept values.
struct CorpusRow: Sendable, Equatable {
  /// Position of the row in the corpus.
  var place: RowPlace
  /// The value of the id column; else the row number.
  var id: String
  /// Whether the id is the row number.
  var isNumbered = false
  var text: String
  /// The second text, which is never empty: an empty pair is no pair.
  var pair: String?
  /// The label as the corpus has it and, once the column's rule has been applied, the class that it means; nil where the row has none.
  var label: String?
  /// The elements of a list in the label column; nil where there is no list. Once the rule has been applied, the gold labels, unless there
  /// is exactly one.
  var labels: [String]?
  /// Values of the kept columns, in the order of the option; nil where the row has no value.
  var kept: [KeptValue?]

  /// Whether the text is empty or consists of white space.
  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether a value has a NUL, which no format may contain.
  var holdsNUL: Bool {
    func isIn(_ value: String?) -> Bool { value?.utf8.contains(0) == true }
    return isIn(text) || isIn(id) || isIn(pair) || isIn(label) || labels?.contains { isIn($0) } == true
      || kept.contains { isIn($0?.string) }
  }

  /// Keeps the list of labels or, for a model that gives one label, the text of a CSV field that looks like a list.
  /// - Returns: False where the row has only a list, and the model gives one label.
  mutating func takeLabels(asSets: Bool) -> Bool {
    if asSets || labels == nil { return true }
    labels = nil
    return label != nil
  }
}

/// The position of a record in the corpus.
struct RowPlace: Sendable, Equatable {
  /// Index of the file, from 0.
  var file = 0
  /// Number of the physical record, from 1; the header is not counted, bad rows are. The numbers continue from file to file.
  var row: Int
  /// Line of the file on which the record begins, from 1.
  var line: Int
  /// Bytes of the record, including its line end.
  var byteCount: Int
}

/// A record that cannot be indexed.
struct BadRow: Sendable, Equatable {
  /// A reason: a text has no NUL bytes, and many programs that read texts stop at one.
  static let nulByte = "has a NUL byte"

  /// A reason: the bytes are not valid UTF-8.
  static let notUTF8 = "not valid UTF-8"

  /// A reason: a dictionary as Python prints it is not JSON.
  static let python = "not JSON but what Python prints"

  var place: RowPlace
  /// The fault, for display after "row 3: ".
  var reason: String
}

/// The next item that a reader finds.
enum CorpusItem: Sendable, Equatable {
  case row(CorpusRow)
  case bad(BadRow)

  /// Position of the item.
  var place: RowPlace {
    switch self {
    case .row(let row): row.place
    case .bad(let bad): bad.place
    }
  }
}
